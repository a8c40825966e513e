@echo off
rem SPDX-License-Identifier: Apache-2.0
rem The window without arguments, else the command line. A script waits for a program that has windows of its own; a prompt does not.
if "%~1"=="" (
  start "" "%~dp0..\CertSteward.exe"
  exit /b 0
)
"%~dp0..\CertSteward.exe" --headless --disable-gpu --cli -- %*
exit /b %ERRORLEVEL%
