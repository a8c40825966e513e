// SPDX-License-Identifier: Apache-2.0
// Stand-ins for the plug-ins of NSIS that electron-builder's script calls and Debian does not have for 64 bits. Each does
// what a silent installation for one person needs of it. PLUGIN_… chooses the library (NSIS, Plugin API: api.h).
#include <stdio.h>
#include <windows.h>
// After it.
#include <shellapi.h>

typedef struct item {
  struct item *next;
  WCHAR text[1];
} item;

#define PLUGIN(name) \
  __declspec(dllexport) void __cdecl name(HWND parent, int size, WCHAR *variables, item **top, void *extra)

static void pop(item **top, WCHAR *text, int size) {
  item *first = *top;
  text[0] = 0;
  if (first == NULL) return;
  lstrcpynW(text, first->text, size);
  *top = first->next;
  GlobalFree(first);
}

static void push(item **top, const WCHAR *text, int size) {
  item *first = GlobalAlloc(GPTR, sizeof(item) + size * sizeof(WCHAR));
  lstrcpynW(first->text, text, size);
  first->next = *top;
  *top = first;
}

static WCHAR text[8192];

#ifdef PLUGIN_UAC
// Nobody here is an administrator, and nothing runs elevated. With an `s` the answer goes onto the stack, else into $0.
PLUGIN(_) {
  pop(top, text, 8192);
  if (wcschr(text, L's')) push(top, L"0", size);
  else lstrcpynW(variables, L"0", size);
}
#endif

#ifdef PLUGIN_StdUtils
PLUGIN(TestParameter) {
  int count = 0, found = 0;
  WCHAR **words = CommandLineToArgvW(GetCommandLineW(), &count);
  pop(top, text, 8192);
  for (int at = 1; at < count; at++) {
    const WCHAR *word = words[at];
    while (*word == L'-' || *word == L'/') word++;
    if (word != words[at] && lstrcmpiW(word, text) == 0) found = 1;
  }
  push(top, found ? L"true" : L"false", size);
}

PLUGIN(GetAllParameters) {
  const WCHAR *line = GetCommandLineW();
  const WCHAR *end = *line == L'"' ? wcschr(line + 1, L'"') : wcschr(line, L' ');
  pop(top, text, 8192);
  push(top, end ? end + 1 : L"", size);
}

PLUGIN(GetParentPath) {
  pop(top, text, 8192);
  WCHAR *last = wcsrchr(text, L'\\');
  if (last) *last = 0;
  push(top, text, size);
}

// Starts the app after an installation with pages: never a silent one.
PLUGIN(ExecShellAsUser) {
  for (int each = 0; each < 3; each++) pop(top, text, 8192);
  push(top, L"error", size);
}
#endif

#ifdef PLUGIN_WinShell
// The identity that the taskbar groups windows by. Wine has no taskbar.
PLUGIN(SetLnkAUMI) {
  for (int each = 0; each < 2; each++) pop(top, text, 8192);
}
PLUGIN(UninstShortcut) { pop(top, text, 8192); }
PLUGIN(UninstAppUserModelId) { pop(top, text, 8192); }
#endif

#ifdef PLUGIN_Nsis7z
// Unpacks into the working folder, by the 7-Zip that the environment names.
PLUGIN(Extract) {
  static WCHAR line[8192], program[1024];
  STARTUPINFOW start = {.cb = sizeof start};
  PROCESS_INFORMATION process;
  pop(top, text, 8192);
  GetEnvironmentVariableW(L"CERTSTEWARD_TEST_7Z", program, 1024);
  swprintf(line, 8192, L"\"%ls\" x -y -bd \"%ls\"", program, text);
  if (!CreateProcessW(NULL, line, NULL, NULL, FALSE, CREATE_NO_WINDOW, NULL, NULL, &start, &process)) return;
  WaitForSingleObject(process.hProcess, INFINITE);
}
#endif
