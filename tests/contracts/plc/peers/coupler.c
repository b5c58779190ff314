#include "coupler.h"

#include <stdint.h>
#include <string.h>

enum { PHOTO_EYE, CHUTE, EXIT_EYE, GATE_EYE, RUNNING };
enum { GATE, INFEED, COILS = 16 };
enum { WATCHDOG = 0x1120, WRITE_COIL = 5, WRITE_COILS = 15 };
enum { COUNTS_PER_MS = 10, PART_LENGTH = 300, EYE_AT = 2600, GATE_AT = 3000, SEEN_AFTER = 400 };
enum { EMPTY_BELT = 6000 };

void coupler_start(struct coupler *coupler, int parts, int pitch_ms, int infeed_by_hand,
                   double now_ms)
{
    memset(coupler, 0, sizeof *coupler);
    coupler->running = 1;
    coupler->wanted = parts;
    coupler->pitch_ms = pitch_ms;
    coupler->infeed_by_hand = infeed_by_hand;
    coupler->next_part = EMPTY_BELT;
    coupler->moved_ms = coupler->written_ms = now_ms;
}

int coupler_done(const struct coupler *coupler)
{
    return coupler->left == coupler->wanted &&
           coupler->encoder > coupler->chute_until && coupler->encoder > coupler->exit_until;
}

void coupler_heard(struct coupler *coupler, int function, double now_ms)
{
    if (function == WRITE_COIL || function == WRITE_COILS)
        coupler->written_ms = now_ms;
}

static void watch(struct coupler *coupler, modbus_mapping_t *memory, double now_ms)
{
    int silence_ms = memory->tab_registers[WATCHDOG], on = 0;
    if (silence_ms == 0 || now_ms - coupler->written_ms <= silence_ms)
        return;
    for (int coil = 0; coil < COILS; coil++) {
        on |= memory->tab_bits[coil];
        memory->tab_bits[coil] = 0;
    }
    coupler->drops += on;
}

static int before(const struct coupler *coupler, double place)
{
    for (int part = 0; part < coupler->fed; part++) {
        double way = coupler->encoder - coupler->part_at[part] - place;
        if (!coupler->has_left[part] && way >= 0 && way < PART_LENGTH)
            return 1;
    }
    return 0;
}

static void leave(struct coupler *coupler, int gate_is_open)
{
    for (int part = 0; part < coupler->fed; part++) {
        double at_gate = coupler->part_at[part] + GATE_AT;
        if (coupler->has_left[part] || coupler->encoder < at_gate)
            continue;
        coupler->has_left[part] = 1;
        coupler->has_passed[part] = gate_is_open;
        coupler->left++;
        coupler->passed += gate_is_open;
        *(gate_is_open ? &coupler->exit_until : &coupler->chute_until) = at_gate + 2 * SEEN_AFTER;
    }
}

static int seen(const struct coupler *coupler, double until)
{
    return coupler->encoder < until && coupler->encoder >= until - SEEN_AFTER;
}

void coupler_scan(struct coupler *coupler, modbus_mapping_t *memory, double now_ms)
{
    coupler->encoder += (now_ms - coupler->moved_ms) * COUNTS_PER_MS;
    coupler->moved_ms = now_ms;
    watch(coupler, memory, now_ms);
    if (coupler->fed < coupler->wanted &&
        (coupler->infeed_by_hand || memory->tab_bits[INFEED]) && coupler->encoder >= coupler->next_part) {
        coupler->part_at[coupler->fed++] = coupler->encoder;
        coupler->next_part = coupler->encoder + coupler->pitch_ms * COUNTS_PER_MS;
    }
    leave(coupler, memory->tab_bits[GATE]);
    uint32_t count = (uint32_t)coupler->encoder;
    memory->tab_input_registers[0] = count >> 16;
    memory->tab_input_registers[1] = count & 0xFFFF;
    memory->tab_input_registers[2] = coupler->fed;
    memory->tab_input_bits[PHOTO_EYE] = before(coupler, 0);
    memory->tab_input_bits[GATE_EYE] = before(coupler, EYE_AT);
    memory->tab_input_bits[CHUTE] = seen(coupler, coupler->chute_until);
    memory->tab_input_bits[EXIT_EYE] = seen(coupler, coupler->exit_until);
    memory->tab_input_bits[RUNNING] = 1;
}
