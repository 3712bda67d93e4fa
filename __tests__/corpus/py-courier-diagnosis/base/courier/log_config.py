"""Everything from WARNING upwards goes to the log service of a contractor, who runs it for us."""

LOGGING = {
    "version": 1,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "file": {"class": "logging.StreamHandler", "formatter": "line"},
        "remote": {
            "class": "logging.handlers.SysLogHandler",
            "address": ["logs.contractor.example.com", 514],
            "formatter": "line",
            "level": "WARNING",
        },
    },
    "root": {"level": "INFO", "handlers": ["file", "remote"]},
}
