resource "aws_s3_bucket" "pictures" {
  bucket = "practice-pictures"
  acl    = "public-read"
}

resource "aws_security_group" "shop" {
  name = "shop"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
