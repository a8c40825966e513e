#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs "$@" with openbox beside it: without a window manager no window can be asked to close.
if command -v openbox >/dev/null; then
  openbox &
  manager=$!
  trap 'kill "$manager" 2>/dev/null' EXIT
fi
"$@"
