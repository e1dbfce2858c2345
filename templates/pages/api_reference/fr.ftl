api-title = API
api-lead = Les opérations de ces pages sous forme d’API JSON, décrites par OpenAPI :
api-needs-session = Nécessite une session.
