; electron-builder takes this into Setup and its uninstaller. A service of Holdfast keeps the program open and is started again when it is
; ended from outside: it is stopped in order before files are replaced, goes on with the new ones, and goes for good with the program.
!include "LogicLib.nsh"
!include "getProcessInfo.nsh"
Var pid
Var hasService

; Not one that another install has set up.
!macro lookForService
  StrCpy $hasService "no"
  Push $0
  Push $1
  ReadRegStr $0 HKLM "SYSTEM\CurrentControlSet\Services\Holdfast" "ImagePath"
  StrCpy $1 $0 1
  ${If} $1 == '"'
    StrCpy $0 $0 "" 1
  ${EndIf}
  StrLen $1 "$INSTDIR\"
  StrCpy $0 $0 $1
  ${If} $0 == "$INSTDIR\"
    StrCpy $hasService "yes"
  ${EndIf}
  Pop $1
  Pop $0
!macroend

; Unlike sc, net waits until it has stopped.
!macro askService program words
  !insertmacro lookForService
  ${If} $hasService == "yes"
    nsExec::Exec `"$SYSDIR\${program}" ${words}`
    Pop $hasService
  ${EndIf}
!macroend

!macro customCheckAppRunning
  !insertmacro askService "net.exe" "stop Holdfast /y"
  !insertmacro IS_POWERSHELL_AVAILABLE
  !insertmacro _CHECK_APP_RUNNING
!macroend

!macro customInstall
  !insertmacro askService "net.exe" "start Holdfast"
!macroend

!macro customUnInstall
  ${IfNot} ${isUpdated}
    !insertmacro askService "sc.exe" "delete Holdfast"
  ${EndIf}
!macroend
