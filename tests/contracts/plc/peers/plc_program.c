#include "plc_program.h"

#include <string.h>
#include <unistd.h>

enum { HEARTBEAT = 1, STATUS = 2, SESSION = 5, TRIGGER_SEEN = 7, RESULT = 10, RESULT_PART = 11 };
enum { EVALUATION = 13, RESULT_ECHO = 19, CONFIRM_ACK = 33, RESULT_TRIGGER = 34 };
enum { PLC_HEARTBEAT = 0, CONTROL = 1, TRIGGER = 2, PART = 3, ENCODER = 5, RESULT_ACK = 7 };
enum { PLC_SESSION = 9, CONFIRM = 10, CONFIRM_PART = 11, CONFIRM_CODE = 13, CONFIRM_TRIGGER = 16 };
enum { SESSION_ACK = 17, COUNT_TRIGGERED = 18, COUNT_PASSED = 20, COUNT_REJECTED = 22 };
enum { STATUS_TRIGGER_READY = 1 << 1, CONTROL_RUNNING = 1 << 3 };
enum { EVALUATION_OK = 1, CODE_REJECTED = 1, CODE_PASSED = 6 };
enum { SILENCE_MS = 300, DECISION_MS = 1500, COUNTS_PER_PART = 500 };
enum { FIRST_TRIGGER = 65510, FIRST_PART = 70000 };

static uint16_t after(uint16_t sequence)
{
    return sequence == 65535 ? 1 : sequence + 1;
}

static uint32_t read_u32(const uint16_t *words)
{
    return (uint32_t)words[0] << 16 | words[1];
}

static void write_u32(uint16_t *words, uint32_t value)
{
    words[0] = value >> 16;
    words[1] = value & 0xFFFF;
}

void plc_start(struct plc_program *program, int parts, int period_ms)
{
    memset(program, 0, sizeof *program);
    program->wanted = parts;
    program->period_ms = period_ms;
    program->plc[TRIGGER] = FIRST_TRIGGER;
    program->plc[PLC_SESSION] = 1 + getpid() % 65535; /* another one after each start */
    program->plc[CONTROL] = CONTROL_RUNNING;
}

int plc_done(const struct plc_program *program)
{
    return program->left == program->wanted &&
           program->vision[CONFIRM_ACK] == program->plc[CONFIRM];
}

static int station_lives(struct plc_program *program, long now_ms)
{
    if (program->vision[HEARTBEAT] != program->heartbeat) {
        program->heartbeat = program->vision[HEARTBEAT];
        program->heartbeat_ms = now_ms;
    }
    return program->heartbeat != 0 && now_ms - program->heartbeat_ms < SILENCE_MS;
}

static void trigger(struct plc_program *program, long now_ms)
{
    uint16_t *plc = program->plc;
    if (program->triggered == program->wanted || now_ms < program->next_part_ms ||
        !(program->vision[STATUS] & STATUS_TRIGGER_READY) ||
        program->vision[TRIGGER_SEEN] != plc[TRIGGER])
        return;
    struct part *part = &program->parts[program->triggered++];
    *part = (struct part){after(plc[TRIGGER]), FIRST_PART + program->triggered,
                          now_ms + DECISION_MS, 0, 0};
    plc[TRIGGER] = part->trigger_seq;
    write_u32(&plc[PART], part->part_id);
    write_u32(&plc[ENCODER], (uint32_t)program->triggered * COUNTS_PER_PART);
    write_u32(&plc[COUNT_TRIGGERED], program->triggered);
    program->next_part_ms = now_ms + program->period_ms;
}

static void take_result(struct plc_program *program, int may_clear)
{
    const uint16_t *vision = program->vision;
    uint16_t sequence = vision[RESULT];
    if (sequence == 0 || sequence != vision[RESULT_ECHO] || sequence == program->plc[RESULT_ACK])
        return;
    program->plc[RESULT_ACK] = sequence;
    for (int i = program->left; i < program->triggered; i++) {
        struct part *part = &program->parts[i];
        if (part->trigger_seq != vision[RESULT_TRIGGER] ||
            part->part_id != read_u32(&vision[RESULT_PART]))
            continue;
        int first_or_cleared = !part->answered || part->cleared;
        part->cleared = may_clear && vision[EVALUATION] == EVALUATION_OK && first_or_cleared;
        part->answered = 1;
    }
}

static void let_leave(struct plc_program *program, long now_ms)
{
    uint16_t *plc = program->plc;
    struct part *part = &program->parts[program->left];
    if (program->left == program->triggered || program->vision[CONFIRM_ACK] != plc[CONFIRM] ||
        !(part->answered || now_ms > part->decision_ms))
        return;
    program->left++;
    program->passed += part->cleared;
    program->rejected += !part->cleared;
    program->unanswered += !part->answered;
    plc[CONFIRM] = after(plc[CONFIRM]);
    plc[CONFIRM_CODE] = part->cleared ? CODE_PASSED : CODE_REJECTED;
    plc[CONFIRM_TRIGGER] = part->trigger_seq;
    write_u32(&plc[CONFIRM_PART], part->part_id);
    write_u32(&plc[COUNT_PASSED], program->passed);
    write_u32(&plc[COUNT_REJECTED], program->rejected);
}

void plc_scan(struct plc_program *program, long now_ms)
{
    int lives = station_lives(program, now_ms);
    program->plc[PLC_HEARTBEAT] = after(program->plc[PLC_HEARTBEAT]);
    if (program->vision[SESSION] == 0)
        return;
    if (program->plc[SESSION_ACK] != program->vision[SESSION]) {
        program->plc[SESSION_ACK] = program->vision[SESSION];
        return;
    }
    take_result(program, lives);
    let_leave(program, now_ms);
    trigger(program, now_ms);
}
