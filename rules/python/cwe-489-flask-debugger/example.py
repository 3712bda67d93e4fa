import asyncio

from flask import Flask
from werkzeug.serving import run_simple

app = Flask(__name__)
# ruleid: python.cwe-489.flask-debugger
app.debug = True

if __name__ == "__main__":
    # ruleid: python.cwe-489.flask-debugger
    app.run(host="0.0.0.0", debug=True)
    # ruleid: python.cwe-489.flask-debugger
    run_simple("0.0.0.0", 5000, app, use_debugger=True)

# ok: python.cwe-489.flask-debugger
app.run(host="0.0.0.0")
# ok: python.cwe-489.flask-debugger
app.run(debug=False)
# ok: python.cwe-489.flask-debugger
app.debug = environ.get("DEBUG") == "1"
# ok: python.cwe-489.flask-debugger
run_simple("127.0.0.1", 5000, app, use_reloader=True)
# ok: python.cwe-489.flask-debugger
asyncio.run(main(), debug=True)
