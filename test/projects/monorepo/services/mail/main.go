package main

import (
	"net/http"

	"example.com/mail/handlers"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /mails", handlers.Send)
	mux.HandleFunc("GET /mails/{id}", handlers.Show)
	http.ListenAndServe(":8080", mux)
}
