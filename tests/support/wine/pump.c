// SPDX-License-Identifier: Apache-2.0
/*
 * PUMP.EXE PROGRAM ARGUMENTS: runs a Windows program under Wine with pipes of Windows as its standard streams, and copies
 * between them and the Unix pipes that Wine was started with. Node dies on a Unix pipe: Wine has no overlapped reads on it.
 *
 * A variable INSIDE_X is X for the program; an empty one takes X away. Wine fills some (USERPROFILE) from its registry,
 * so that they cannot be set outside; others (LC_ALL) Wine itself needs, but Windows has not.
 */
#include <windows.h>
#include <stdio.h>
#include <wchar.h>

enum { cannotStart = 126, drainMilliseconds = 10000 };

struct copy {
  HANDLE source, target;
};

/* Ends at the end of the source, or when the target's reader is gone; then the other side is to learn of it. */
static DWORD WINAPI copyStream(void *argument) {
  const struct copy *streams = argument;
  static const DWORD size = 1 << 16;
  char *buffer = HeapAlloc(GetProcessHeap(), 0, size);
  DWORD filled, written;
  BOOL open = buffer != NULL;
  while (open && ReadFile(streams->source, buffer, size, &filled, NULL) && filled > 0)
    for (DWORD sent = 0; open && sent < filled; sent += written)
      open = WriteFile(streams->target, buffer + sent, filled - sent, &written, NULL);
  CloseHandle(streams->source);
  CloseHandle(streams->target);
  return 0;
}

static void fail(const char *call) {
  fprintf(stderr, "pump: %s: error %lu\n", call, GetLastError());
  ExitProcess(cannotStart);
}

/* The program inherits its own end alone: with a copy of ours it would wait for an end of input that never comes. */
static void makePipe(HANDLE *reader, HANDLE *writer, HANDLE *ours) {
  SECURITY_ATTRIBUTES inherited = {sizeof inherited, NULL, TRUE};
  if (!CreatePipe(reader, writer, &inherited, 0)) fail("CreatePipe");
  SetHandleInformation(*ours, HANDLE_FLAG_INHERIT, 0);
}

static HANDLE standardStream(DWORD which) {
  HANDLE stream = GetStdHandle(which);
  SetHandleInformation(stream, HANDLE_FLAG_INHERIT, 0);
  return stream;
}

static void moveVariablesInside(void) {
  static const wchar_t prefix[] = L"INSIDE_";
  const size_t length = wcslen(prefix);
  wchar_t *all = GetEnvironmentStringsW();
  if (all == NULL) fail("GetEnvironmentStrings");
  for (wchar_t *entry = all; *entry != 0; entry += wcslen(entry) + 1) {
    wchar_t *equals = wcschr(entry + 1, L'=');
    if (wcsncmp(entry, prefix, length) != 0 || equals == NULL) continue;
    wchar_t *value = equals + 1;
    *equals = 0;
    SetEnvironmentVariableW(entry + length, *value == 0 ? NULL : value);
    SetEnvironmentVariableW(entry, NULL);
    entry = value;
  }
  FreeEnvironmentStringsW(all);
}

/* As it was written, since quotes would be lost when it is put together again. */
static wchar_t *withoutOwnName(wchar_t *line) {
  const BOOL quoted = *line == L'"';
  if (quoted) line++;
  while (*line != 0 && *line != (quoted ? L'"' : L' ')) line++;
  if (quoted && *line != 0) line++;
  while (*line == L' ') line++;
  return line;
}

/* What ends this process ends the program too. */
static void tieToThisProcess(HANDLE program) {
  HANDLE job = CreateJobObjectW(NULL, NULL);
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {0};
  limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
  SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits);
  AssignProcessToJobObject(job, program);
}

int wmain(void) {
  STARTUPINFOW start = {.cb = sizeof start, .dwFlags = STARTF_USESTDHANDLES};
  struct copy input = {.source = standardStream(STD_INPUT_HANDLE)};
  struct copy output = {.target = standardStream(STD_OUTPUT_HANDLE)};
  struct copy error = {.target = standardStream(STD_ERROR_HANDLE)};
  makePipe(&start.hStdInput, &input.target, &input.target);
  makePipe(&output.source, &start.hStdOutput, &output.source);
  makePipe(&error.source, &start.hStdError, &error.source);
  moveVariablesInside();

  PROCESS_INFORMATION program;
  wchar_t *line = withoutOwnName(GetCommandLineW());
  if (!CreateProcessW(NULL, line, NULL, NULL, TRUE, CREATE_SUSPENDED, NULL, NULL, &start, &program)) fail("CreateProcess");
  tieToThisProcess(program.hProcess);
  ResumeThread(program.hThread);
  CloseHandle(start.hStdInput);
  CloseHandle(start.hStdOutput);
  CloseHandle(start.hStdError);

  CreateThread(NULL, 0, copyStream, &input, 0, NULL);
  HANDLE outputs[] = {CreateThread(NULL, 0, copyStream, &output, 0, NULL), CreateThread(NULL, 0, copyStream, &error, 0, NULL)};
  WaitForSingleObject(program.hProcess, INFINITE);
  /* Not for ever: a grandchild may have inherited an end. */
  WaitForMultipleObjects(2, outputs, TRUE, drainMilliseconds);
  DWORD code = cannotStart;
  GetExitCodeProcess(program.hProcess, &code);
  ExitProcess(code);
}
