# SPDX-License-Identifier: Apache-2.0
; The part of the installer that is ours, alone: what electron-builder's own does around it is its own.
; Debian's Wine runs 64-bit programs alone.
Target amd64-unicode
!define APP_EXECUTABLE_FILENAME "CertSteward.exe"
!include "${INCLUDED}"
Name "CertSteward"
OutFile "${TARGET}"
InstallDir "C:\apps\CertSteward"
RequestExecutionLevel user
SilentInstall silent
SilentUnInstall silent

Section
  SetShellVarContext current
  SetOutPath $INSTDIR
  WriteUninstaller "$INSTDIR\uninstall.exe"
  !insertmacro customInstall
SectionEnd

Section Uninstall
  SetShellVarContext current
  !insertmacro customUnInstall
  Delete "$INSTDIR\uninstall.exe"
SectionEnd
