from django.contrib.auth.decorators import login_required
from django.views.decorators.csrf import csrf_exempt
from flask import Flask

app = Flask(__name__)
# ruleid: python.cwe-352.csrf-off
app.config["WTF_CSRF_ENABLED"] = False
# ruleid: python.cwe-352.csrf-off
app.config.update(DEBUG=False, WTF_CSRF_ENABLED=False)


# ruleid: python.cwe-352.csrf-off
@csrf_exempt
@login_required
def transfer(request):
    return pay(request.user, request.POST["amount"])


# ok: python.cwe-352.csrf-off
@csrf_exempt
def webhook(request):
    return verify(request.headers["X-Signature"], request.body)


# ok: python.cwe-352.csrf-off
@login_required
def account(request):
    return show(request.user)


# ok: python.cwe-352.csrf-off
app.config["WTF_CSRF_ENABLED"] = True
# ok: python.cwe-352.csrf-off
app.config["WTF_CSRF_TIME_LIMIT"] = None
