"""Entry point of the `inspector` command."""

from inspector.cli.main import main

if __name__ == "__main__":
    main()
