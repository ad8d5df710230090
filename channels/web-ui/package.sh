#!/bin/sh
# Called by Maven: installs what package-lock.json names if it changed, and builds dist/ if a source did. "check" runs the checks.
set -eu
cd "$(dirname "$0")"

command -v npm >/dev/null || {
    echo "building the chat page needs Node.js 20.19 or newer with npm (Debian: apt-get install nodejs npm); -Dbanshi.skip.web leaves it out" >&2
    exit 1
}

if ! cmp -s package-lock.json node_modules/.installed; then
    npm ci --no-audit --no-fund
    cp package-lock.json node_modules/.installed
fi

case ${1:-build} in
check) npm run lint && npm run test ;; # the types are checked by each build
build)
    newer=$(find . ../../corpus/schema -path ./node_modules -prune -o -path ./dist -prune -o -path ./target -prune -o -type f -newer dist/index.html -print 2>/dev/null | head -n 1)
    if [ ! -f dist/index.html ] || [ -n "$newer" ]; then npm run build; fi
    ;;
*)
    echo "usage: $0 [build|check]" >&2
    exit 2
    ;;
esac
