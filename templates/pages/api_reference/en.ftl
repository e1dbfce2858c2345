api-title = API
api-lead = The operations of these pages as a JSON API, described by OpenAPI:
api-needs-session = Requires a session.
