// holdfast-service.exe [NAME=value ...] PROGRAM [ARGUMENT ...]
//
// Answers the service manager of Windows for a program that cannot do that itself. It starts the program with these variables in
// a job that ends with it, asks it to stop by closing its stdin, and kills it when that takes too long.
#define UNICODE
#define _UNICODE
#define WIN32_LEAN_AND_MEAN
#define _WIN32_WINNT 0x0601
#include <windows.h>
#include <aclapi.h>
#include <sddl.h>
#include <wchar.h>

#define NAME L"Holdfast"
#define PATIENCE_MS 20000
#define KEPT_BYTES 65536
// Only the service and administrators: who else could write there would command the computer.
#define OWNERS_ONLY L"O:BAG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)"

static SERVICE_STATUS_HANDLE manager;
static HANDLE stop_asked;

static void report(DWORD state, DWORD code, DWORD own_code) {
  static DWORD step;
  int rests = state == SERVICE_RUNNING || state == SERVICE_STOPPED;
  SERVICE_STATUS status = {0};
  status.dwServiceType = SERVICE_WIN32_OWN_PROCESS;
  status.dwCurrentState = state;
  status.dwControlsAccepted = state == SERVICE_RUNNING ? SERVICE_ACCEPT_STOP | SERVICE_ACCEPT_PRESHUTDOWN : 0;
  status.dwWin32ExitCode = code;
  status.dwServiceSpecificExitCode = own_code;
  status.dwCheckPoint = rests ? 0 : ++step;
  status.dwWaitHint = rests ? 0 : PATIENCE_MS + 10000;
  SetServiceStatus(manager, &status);
}

static DWORD WINAPI on_control(DWORD control, DWORD kind, LPVOID data, LPVOID context) {
  (void)kind, (void)data, (void)context;
  if (control == SERVICE_CONTROL_INTERROGATE) return NO_ERROR;
  if (control != SERVICE_CONTROL_STOP && control != SERVICE_CONTROL_PRESHUTDOWN) return ERROR_CALL_NOT_IMPLEMENTED;
  report(SERVICE_STOP_PENDING, NO_ERROR, 0);
  SetEvent(stop_asked);
  return NO_ERROR;
}

// Takes one word off the command line, by the rules of CommandLineToArgvW. Returns where the next one begins.
static wchar_t *take_word(wchar_t *at, wchar_t *word) {
  int quoted = 0;
  for (; *at != 0 && (quoted || (*at != L' ' && *at != L'\t')); at++) {
    size_t slashes = wcsspn(at, L"\\");
    if (at[slashes] == L'"') {
      for (size_t n = slashes / 2; n > 0; n--) *word++ = L'\\';
      at += slashes;
      if (slashes % 2 == 1) *word++ = L'"';
      else quoted = !quoted;
    } else if (slashes > 0) {
      for (size_t n = slashes; n > 0; n--) *word++ = L'\\';
      at += slashes - 1;
    } else *word++ = *at;
  }
  *word = 0;
  return at + wcsspn(at, L" \t");
}

// Sets the variables that stand in front, and returns the rest: the command.
static wchar_t *set_variables(wchar_t *at) {
  wchar_t *word = HeapAlloc(GetProcessHeap(), 0, (wcslen(at) + 1) * sizeof *word);
  if (word == NULL) return at;
  at = take_word(at, word);
  for (;;) {
    wchar_t *next = take_word(at, word), *equals = wcschr(word, L'=');
    if (equals == NULL || wcsncmp(word, L"HOLDFAST_", 9) != 0) break;
    *equals = 0;
    SetEnvironmentVariableW(word, equals + 1);
    at = next;
  }
  HeapFree(GetProcessHeap(), 0, word);
  return at;
}

static int is_our_account(PSID owner) {
  union {
    TOKEN_USER user;
    BYTE bytes[sizeof(TOKEN_USER) + SECURITY_MAX_SID_SIZE];
  } own;
  HANDLE token;
  DWORD length;
  if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token)) return 0;
  BOOL is_known = GetTokenInformation(token, TokenUser, &own, sizeof own, &length);
  CloseHandle(token);
  return is_known && EqualSid(owner, own.user.User.Sid);
}

static int is_ours(PSID owner) {
  return IsWellKnownSid(owner, WinLocalSystemSid) || IsWellKnownSid(owner, WinBuiltinAdministratorsSid) || is_our_account(owner);
}

// Everybody may make folders in ProgramData: one that somebody else has made there is not taken.
static DWORD lock_folder(wchar_t *folder) {
  SECURITY_ATTRIBUTES access = {sizeof access, NULL, FALSE};
  PSECURITY_DESCRIPTOR there = NULL;
  PSID owner = NULL;
  PACL list = NULL;
  BOOL is_given, is_default;
  if (!ConvertStringSecurityDescriptorToSecurityDescriptorW(OWNERS_ONLY, SDDL_REVISION_1, &access.lpSecurityDescriptor, NULL))
    return GetLastError();
  if (CreateDirectoryW(folder, &access)) return NO_ERROR;
  if (GetLastError() != ERROR_ALREADY_EXISTS) return GetLastError();
  DWORD code = GetNamedSecurityInfoW(folder, SE_FILE_OBJECT, OWNER_SECURITY_INFORMATION, &owner, NULL, NULL, NULL, &there);
  if (code != NO_ERROR) return code;
  if (!is_ours(owner)) return ERROR_INVALID_OWNER;
  GetSecurityDescriptorDacl(access.lpSecurityDescriptor, &is_given, &list, &is_default);
  return SetNamedSecurityInfoW(folder, SE_FILE_OBJECT, DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION, NULL, NULL,
                               list, NULL);
}

// What the program says in its first moments, before it has a log of its own; the rest is read and dropped.
static DWORD WINAPI keep_first_words(LPVOID pipe) {
  wchar_t path[MAX_PATH];
  char part[4096];
  DWORD length, written, kept = 0;
  HANDLE file = INVALID_HANDLE_VALUE;
  if (ExpandEnvironmentStringsW(L"%HOLDFAST_DATA_DIR%\\service.log", path, MAX_PATH) <= MAX_PATH)
    file = CreateFileW(path, GENERIC_WRITE, FILE_SHARE_READ, NULL, CREATE_ALWAYS, 0, NULL);
  while (ReadFile(pipe, part, sizeof part, &length, NULL) && length > 0) {
    if (file != INVALID_HANDLE_VALUE && kept < KEPT_BYTES) WriteFile(file, part, length, &written, NULL);
    kept += kept < KEPT_BYTES ? length : 0;
  }
  if (file != INVALID_HANDLE_VALUE) CloseHandle(file);
  return 0;
}

// Again after five seconds, a minute, then five minutes; the count begins anew after a day. Each service has this, however it was set up.
static void ask_for_restarts(void) {
  SC_HANDLE all = OpenSCManagerW(NULL, NULL, SC_MANAGER_CONNECT);
  SC_HANDLE own = OpenServiceW(all, NAME, SERVICE_CHANGE_CONFIG | SERVICE_START);
  SC_ACTION actions[] = {{SC_ACTION_RESTART, 5000}, {SC_ACTION_RESTART, 60000}, {SC_ACTION_RESTART, 300000}};
  SERVICE_FAILURE_ACTIONSW failure = {86400, NULL, NULL, 3, actions};
  SERVICE_FAILURE_ACTIONS_FLAG also_after_a_bad_end = {TRUE};
  SERVICE_DELAYED_AUTO_START_INFO delayed = {TRUE};
  SERVICE_PRESHUTDOWN_INFO patience = {PATIENCE_MS + 10000};
  if (own != NULL) {
    ChangeServiceConfig2W(own, SERVICE_CONFIG_FAILURE_ACTIONS, &failure);
    ChangeServiceConfig2W(own, SERVICE_CONFIG_FAILURE_ACTIONS_FLAG, &also_after_a_bad_end);
    ChangeServiceConfig2W(own, SERVICE_CONFIG_DELAYED_AUTO_START_INFO, &delayed);
    ChangeServiceConfig2W(own, SERVICE_CONFIG_PRESHUTDOWN_INFO, &patience);
    CloseServiceHandle(own);
  }
  if (all != NULL) CloseServiceHandle(all);
}

static HANDLE job_that_ends_with_us(void) {
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {0};
  HANDLE job = CreateJobObjectW(NULL, NULL);
  limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
  SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits);
  return job;
}

// Returns a hand on the program's stdin; the program runs when it is in the job.
static DWORD start(wchar_t *command, HANDLE job, PROCESS_INFORMATION *program, HANDLE *hand) {
  SECURITY_ATTRIBUTES inherited = {sizeof inherited, NULL, TRUE};
  STARTUPINFOW how = {0};
  HANDLE words, input, output;
  if (!CreatePipe(&input, hand, &inherited, 0) || !CreatePipe(&words, &output, &inherited, 0)) return GetLastError();
  SetHandleInformation(*hand, HANDLE_FLAG_INHERIT, 0);
  SetHandleInformation(words, HANDLE_FLAG_INHERIT, 0);
  how.cb = sizeof how;
  how.dwFlags = STARTF_USESTDHANDLES;
  how.hStdInput = input;
  how.hStdOutput = how.hStdError = output;
  if (!CreateProcessW(NULL, command, NULL, NULL, TRUE, CREATE_NO_WINDOW | CREATE_SUSPENDED, NULL, NULL, &how, program))
    return GetLastError();
  AssignProcessToJobObject(job, program->hProcess);
  CloseHandle(input);
  CloseHandle(output);
  CloseHandle(CreateThread(NULL, 0, keep_first_words, words, 0, NULL));
  ResumeThread(program->hThread);
  return NO_ERROR;
}

static void WINAPI run(DWORD count, LPWSTR *words) {
  (void)count, (void)words;
  wchar_t folder[MAX_PATH];
  PROCESS_INFORMATION program = {0};
  HANDLE hand;
  DWORD code = NO_ERROR, own_code = 0;
  manager = RegisterServiceCtrlHandlerExW(NAME, on_control, NULL);
  stop_asked = CreateEventW(NULL, TRUE, FALSE, NULL);
  report(SERVICE_START_PENDING, NO_ERROR, 0);
  wchar_t *command = set_variables(GetCommandLineW());
  ask_for_restarts();
  DWORD length = GetEnvironmentVariableW(L"HOLDFAST_DATA_DIR", folder, MAX_PATH);
  if (length > 0 && length < MAX_PATH) code = lock_folder(folder);
  HANDLE job = job_that_ends_with_us();
  if (code == NO_ERROR) code = start(command, job, &program, &hand);
  if (code != NO_ERROR) {
    report(SERVICE_STOPPED, code, 0);
    return;
  }
  report(SERVICE_RUNNING, NO_ERROR, 0);
  HANDLE ends[] = {stop_asked, program.hProcess};
  if (WaitForMultipleObjects(2, ends, FALSE, INFINITE) == WAIT_OBJECT_0) {
    CloseHandle(hand);
    if (WaitForSingleObject(program.hProcess, PATIENCE_MS) != WAIT_OBJECT_0) {
      TerminateJobObject(job, 1);
      WaitForSingleObject(program.hProcess, 5000);
    }
  } else {
    // It ended by itself, which a service does not: the service manager is to start it again.
    GetExitCodeProcess(program.hProcess, &own_code);
    code = ERROR_SERVICE_SPECIFIC_ERROR;
    own_code = own_code == 0 ? 1 : own_code;
  }
  CloseHandle(job);
  report(SERVICE_STOPPED, code, own_code);
}

int main(void) {
  SERVICE_TABLE_ENTRYW services[] = {{NAME, run}, {NULL, NULL}};
  return StartServiceCtrlDispatcherW(services) ? 0 : 1;
}
