"""`python -m cjmap` is the `cjmap` command."""

from cjmap.cli import main

if __name__ == "__main__":
    main()
