# SPDX-License-Identifier: Apache-2.0
; Windows offers CertSteward under "Open with" for these files, and whatever opened them goes on opening them.
; Win32 documentation, "Programmatic Identifiers" and "OpenWithProgids". Included by electron-builder's installer.

; The same files make the same installer, whenever they were written.
SetDateSave off

!macro CertStewardOffer EXTENSION DESCRIPTION
  WriteRegStr SHELL_CONTEXT "Software\Classes\CertSteward.${EXTENSION}.1" "" "${DESCRIPTION}"
  WriteRegStr SHELL_CONTEXT "Software\Classes\CertSteward.${EXTENSION}.1\DefaultIcon" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}",0'
  WriteRegStr SHELL_CONTEXT "Software\Classes\CertSteward.${EXTENSION}.1\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  WriteRegNone SHELL_CONTEXT "Software\Classes\.${EXTENSION}\OpenWithProgids" "CertSteward.${EXTENSION}.1"
!macroend

!macro CertStewardWithdraw EXTENSION
  DeleteRegKey SHELL_CONTEXT "Software\Classes\CertSteward.${EXTENSION}.1"
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.${EXTENSION}\OpenWithProgids" "CertSteward.${EXTENSION}.1"
  ; Only where nothing else is in them.
  DeleteRegKey /ifempty SHELL_CONTEXT "Software\Classes\.${EXTENSION}\OpenWithProgids"
  DeleteRegKey /ifempty SHELL_CONTEXT "Software\Classes\.${EXTENSION}"
!macroend

!macro CertStewardChanged
  ; SHCNE_ASSOCCHANGED: the Explorer reads the associations again.
  System::Call 'shell32::SHChangeNotify(i 0x8000000, i 0, p 0, p 0)'
!macroend

; electron-builder keeps a copy of the whole installer for an updater. We have none, and uninstalling would leave it.
!macro CertStewardDropCopy
  !ifdef APP_INSTALLER_STORE_FILE
    SetShellVarContext current
    Delete "$LOCALAPPDATA\${APP_INSTALLER_STORE_FILE}"
    RMDir "$LOCALAPPDATA\${APP_INSTALLER_STORE_FILE}\.."
    ${If} $installMode == "all"
      SetShellVarContext all
    ${EndIf}
  !endif
!macroend

!macro customInstall
  !insertmacro CertStewardDropCopy
  !insertmacro CertStewardOffer pfx "Certificate with its private key"
  !insertmacro CertStewardOffer p12 "Certificate with its private key"
  !insertmacro CertStewardOffer cer "Certificate"
  !insertmacro CertStewardOffer crt "Certificate"
  !insertmacro CertStewardOffer sm2 "CFCA certificate with its SM2 key"
  !insertmacro CertStewardOffer p7b "Certificate chain"
  !insertmacro CertStewardChanged
!macroend

!macro customUnInstall
  !insertmacro CertStewardWithdraw pfx
  !insertmacro CertStewardWithdraw p12
  !insertmacro CertStewardWithdraw cer
  !insertmacro CertStewardWithdraw crt
  !insertmacro CertStewardWithdraw sm2
  !insertmacro CertStewardWithdraw p7b
  !insertmacro CertStewardChanged
!macroend
