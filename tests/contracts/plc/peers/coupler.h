/* A remote I/O coupler with its own watchdog, and the belt that its inputs and coils are wired to.

   Discrete inputs: 0 photo-eye, 1 chute, 2 exit eye, 3 eye before the gate, 4 belt runs.
   Coils: 0 gate, through which a part passes while it is energised, 1 infeed.
   Input registers: 0 and 1 encoder, high word first, 2 edges of the photo-eye.
   Holding register 0x1120: silence in ms after which all coils drop, 0 for never. */
#ifndef COUPLER_H
#define COUPLER_H

#include <modbus/modbus.h>

enum { BELT_PARTS_MAX = 500 };

struct coupler {
    int running, is_told, wanted, pitch_ms, infeed_by_hand;
    int fed, left, passed, drops;
    double encoder, part_at[BELT_PARTS_MAX];
    int has_left[BELT_PARTS_MAX], has_passed[BELT_PARTS_MAX];
    double chute_until, exit_until, next_part;
    double moved_ms, written_ms;
};

void coupler_start(struct coupler *coupler, int parts, int pitch_ms, int infeed_by_hand,
                   double now_ms);
void coupler_scan(struct coupler *coupler, modbus_mapping_t *memory, double now_ms);
void coupler_heard(struct coupler *coupler, int function, double now_ms);
int coupler_done(const struct coupler *coupler);

#endif
