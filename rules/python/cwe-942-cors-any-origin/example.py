from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from flask import Flask
from flask_cors import CORS

api = FastAPI()
app = Flask(__name__)

# ruleid: python.cwe-942.cors-any-origin
api.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["*"], allow_credentials=True)
# ruleid: python.cwe-942.cors-any-origin
CORS(app, supports_credentials=True)
# ruleid: python.cwe-942.cors-any-origin
CORS(app, origins="*", supports_credentials=True)

# ok: python.cwe-942.cors-any-origin
api.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=False)
# ok: python.cwe-942.cors-any-origin
api.add_middleware(CORSMiddleware, allow_origins=["https://example.com"], allow_credentials=True)
# ok: python.cwe-942.cors-any-origin
CORS(app)
# ok: python.cwe-942.cors-any-origin
CORS(app, origins=["https://example.com"], supports_credentials=True)
