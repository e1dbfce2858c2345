api-title = API
api-lead = Die Funktionen dieser Seiten als JSON-API, beschrieben mit OpenAPI:
api-needs-session = Erfordert eine Sitzung.
