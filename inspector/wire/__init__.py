"""The models of the API, shared by server and client."""
