"""The shop with Flask-Login and Flask-SQLAlchemy, as their documentation has it."""

import json
import os
from pathlib import Path

from flask import Flask, redirect, render_template, request
from flask_login import LoginManager, UserMixin, current_user, login_user
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from werkzeug.security import check_password_hash, generate_password_hash

BESIDE = Path(__file__).parent.parent
COOKIES = json.loads((BESIDE / "cookies.json").read_text())

app = Flask(__name__, template_folder=BESIDE)
app.config["SECRET_KEY"] = "b9Xq2Lr7Wz4Tn8Vc1Mh6Yd3Fg5Js0PaQe"
app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{os.getcwd()}/shop.sqlite3"
db = SQLAlchemy(app)
login_manager = LoginManager(app)


class User(UserMixin, db.Model):
    id = db.Column(db.Integer, primary_key=True)
    email = db.Column(db.String, unique=True)
    password = db.Column(db.String)


with app.app_context():
    event.listen(db.engine, "connect", lambda connection, _: connection.execute("PRAGMA journal_mode=WAL"))
    db.create_all()


@login_manager.user_loader
def load_user(user_id):
    return db.session.get(User, int(user_id))


@app.get("/static-page")
def static_page():
    return "ok"


@app.get("/cookies")
def cookies():
    email = current_user.email if current_user.is_authenticated else None
    return render_template("shop.html", cookies=COOKIES, email=email)


@app.get("/login")
@app.get("/register")
def form():
    return render_template("form.html")


@app.post("/login")
def log_in():
    user = db.session.execute(db.select(User).filter_by(email=request.form["email"])).scalar()
    if user is None or not check_password_hash(user.password, request.form["password"]):
        return render_template("form.html"), 422
    login_user(user)
    return redirect("/cookies", 303)


@app.post("/register")
def register():
    password = generate_password_hash(request.form["password"])
    db.session.add(User(email=request.form["email"], password=password))
    db.session.commit()
    return redirect("/login", 303)
