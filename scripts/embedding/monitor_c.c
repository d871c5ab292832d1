/* The monitor in C: one sensor, one script, the same limits.
 *
 *   monitor_c script.lua */

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "perilune/perilune.h"

enum { WINDOW = 256, WINDOWS = 8 };

static perilune_status alarm_called(perilune_frame* frame, void* data) {
  perilune_value sensor, text;
  perilune_argument(frame, 0, &sensor);
  perilune_argument(frame, 1, &text);
  const int good = sensor.kind == PERILUNE_INTEGER && sensor.as.integer == 1 && text.kind == PERILUNE_STRING;
  if (good) printf("ALARM, sensor %d: %s\n", (int)sensor.as.integer, text.as.string.data);
  *(int*)data += good;
  perilune_clear(&sensor);
  perilune_clear(&text);
  return good ? PERILUNE_OK : perilune_fail(frame, "alarm takes the sensor, which is 1, and a text");
}

static int report(perilune_state* state, perilune_status status) {
  if (status != PERILUNE_OK)
    printf("%s: %s\n", status >= PERILUNE_MEMORY ? "stopped" : "error", perilune_message(state));
  return status != PERILUNE_OK;
}

int main(int count, char** words) {
  static float samples[WINDOW];
  const int64_t shape[2] = {WINDOW, 1};
  int alarms = 0, failures = 0, number, i;
  const perilune_options options = {
      .size = sizeof options, .sandbox = 1, .limits = {.bytes = 50u << 20, .seconds = 0.1}};
  const perilune_value rate = {.kind = PERILUNE_NUMBER, .as.number = 1000};
  perilune_value f, arguments[2] = {{.kind = PERILUNE_ARRAY}, {.kind = PERILUNE_INTEGER}};
  perilune_state* state = perilune_open(&options);
  if (!state || count != 2) return 1;

  failures += report(state, perilune_set(state, "rate", &rate));
  failures += report(state, perilune_new_function(state, "alarm", alarm_called, &alarms, NULL, &f));
  failures += report(state, perilune_set(state, "alarm", &f));
  perilune_clear(&f);
  failures += report(state, perilune_run_file(state, words[1], NULL, 0, NULL));
  failures += report(state, perilune_get(state, "check", &f));
  for (number = 1; number <= WINDOWS && f.kind == PERILUNE_FUNCTION && failures < 3; ++number) {
    for (i = 0; i < WINDOW; ++i)
      samples[i] = (float)(20 + sin(0.314159265358979 * i) + (number == 5 && i == 100 ? 15 : 0));
    perilune_buffer buffer = {.data = samples, .dtype = PERILUNE_FLOAT32, .ndim = 2, .shape = shape, .read_only = 1};
    perilune_array** block = &arguments[0].as.array;
    arguments[1].as.integer = number;
    perilune_status status = perilune_wrap(state, &buffer, NULL, NULL, block);
    if (status == PERILUNE_OK) status = perilune_call(state, f.as.ref, arguments, 2, NULL, 0, NULL);
    failures += report(state, status);
    perilune_revoke(*block);
    perilune_release_array(*block);
  }
  perilune_clear(&f);
  perilune_close(state);
  printf("%d alarms, %d failures\n", alarms, failures);
  return 0;
}
