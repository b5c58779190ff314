/* The PLC's side of the handshake, written from docs/reference/register-map.md alone. */
#ifndef PLC_PROGRAM_H
#define PLC_PROGRAM_H

#include <stdint.h>

enum { VISION_WORDS = 64, PLC_WORDS = 24, PARTS_MAX = 1000 };

struct part {
    uint16_t trigger_seq;
    uint32_t part_id;
    long decision_ms;
    int answered, cleared;
};

struct plc_program {
    uint16_t vision[VISION_WORDS], plc[PLC_WORDS];
    struct part parts[PARTS_MAX];
    int wanted, period_ms;
    int triggered, left, passed, rejected, unanswered;
    uint16_t heartbeat;
    long heartbeat_ms, next_part_ms;
};

void plc_start(struct plc_program *program, int parts, int period_ms);
void plc_scan(struct plc_program *program, long now_ms);
int plc_done(const struct plc_program *program);

#endif
