import hashlib
import os
import pickle
import subprocess

from flask import Flask, abort, request, send_file
from werkzeug.utils import secure_filename

from settings import FOLDER

app = Flask(__name__)


@app.get("/reports")
def report():
    return send_file(os.path.join(FOLDER, request.args["name"]))


@app.get("/archive")
def archive():
    # The safe twin: only the last part of the name is left.
    return send_file(os.path.join(FOLDER, secure_filename(request.args["name"])))


@app.post("/restore")
def restore():
    return str(len(pickle.loads(request.get_data())))


@app.post("/render")
def render():
    subprocess.run("wkhtmltopdf " + request.form["page"] + " out.pdf", shell=True, check=False)
    return "", 204


@app.post("/summary")
def summary():
    # The safe twin: a list of arguments, and one of two words.
    kind = request.form["kind"]
    if kind not in ("daily", "weekly"):
        abort(400)
    subprocess.run(["summarise", kind], check=False)
    return "", 204


def password_hash(password):
    return hashlib.md5(password.encode()).hexdigest()
