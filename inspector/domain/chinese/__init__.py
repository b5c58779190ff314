"""What the station says in English, said in Chinese: for the app and for everything on paper."""
