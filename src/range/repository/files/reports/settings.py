FOLDER = "/srv/reports"
DEPLOY_TOKEN = "@@planted-token@@"
