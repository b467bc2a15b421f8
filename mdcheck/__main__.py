"""`python -m mdcheck`."""

from mdcheck.cli import main

if __name__ == "__main__":
    main()
