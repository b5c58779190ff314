/* A PLC that polls: one line in, one line out.

   client UNIT tcp HOST PORT | client UNIT rtu DEVICE     UNIT -1 is libmodbus' own default

   Verbs: coils inputs holding input-registers ADDRESS COUNT; write-coil write ADDRESS VALUE;
   write-coils write-many ADDRESS VALUE...; mask ADDRESS AND OR;
   exchange READ_ADDRESS READ_COUNT WRITE_ADDRESS VALUE...; unit UNIT; raw UNIT PDU...; again;
   parts COUNT PERIOD_MS FUNCTION, where FUNCTION is 23, or 3 or 4 to read after a function 16.
   Answers: "ok VALUES", "exception CODE" or "error TEXT". */
#include "link.h"
#include "plc_program.h"

#include <errno.h>
#include <stdint.h>
#include <unistd.h>

enum { MIRROR = 1000, INPUTS = 0, BLOCK_P = 100, SCAN_US = 2000, PARTS_TIMEOUT_MS = 60000 };

static uint16_t words[WORDS];
static uint8_t bits[WORDS];
static int values[WORDS];

static void say(int result, int count, const char *kind)
{
    int code = errno - MODBUS_ENOBASE;
    if (result < 0 && code > 0 && code <= MODBUS_EXCEPTION_GATEWAY_TARGET) {
        printf("exception %d", code);
    } else if (result < 0) {
        printf("error %s", modbus_strerror(errno));
    } else {
        printf("ok");
        for (int i = 0; kind && i < count; i++)
            printf(" %d", *kind == 'b' ? bits[i] : words[i]);
    }
    putchar('\n');
}

static int exchange(modbus_t *link, struct plc_program *program, int function)
{
    if (function == 23)
        return modbus_write_and_read_registers(link, BLOCK_P, PLC_WORDS, program->plc, MIRROR,
                                               VISION_WORDS, program->vision);
    if (modbus_write_registers(link, BLOCK_P, PLC_WORDS, program->plc) < 0)
        return -1;
    return function == 4
               ? modbus_read_input_registers(link, INPUTS, VISION_WORDS, program->vision)
               : modbus_read_registers(link, MIRROR, VISION_WORDS, program->vision);
}

static void run_parts(modbus_t *link, int parts, int period_ms, int function)
{
    static struct plc_program program;
    long end_ms = now_ms() + PARTS_TIMEOUT_MS;
    plc_start(&program, parts, period_ms);
    while (!plc_done(&program) && now_ms() < end_ms) {
        if (exchange(link, &program, function) < 0) {
            say(-1, 0, NULL);
            return;
        }
        plc_scan(&program, now_ms());
        usleep(SCAN_US);
    }
    printf("ok %d %d %d %d\n", program.triggered, program.passed, program.rejected,
           program.unanswered);
}

static void ask_raw(modbus_t *link, int count)
{
    uint8_t request[WORDS], answer[MODBUS_MAX_ADU_LENGTH];
    for (int i = 0; i < count; i++)
        request[i] = values[i];
    int sent = modbus_send_raw_request(link, request, count);
    say(sent < 0 ? sent : modbus_receive_confirmation(link, answer), 0, NULL);
}

static void read_table(modbus_t *link, const char *verb)
{
    int address = values[0], count = values[1];
    if (strcmp(verb, "coils") == 0)
        say(modbus_read_bits(link, address, count, bits), count, "bits");
    else if (strcmp(verb, "inputs") == 0)
        say(modbus_read_input_bits(link, address, count, bits), count, "bits");
    else if (strcmp(verb, "holding") == 0)
        say(modbus_read_registers(link, address, count, words), count, "words");
    else
        say(modbus_read_input_registers(link, address, count, words), count, "words");
}

static void write_table(modbus_t *link, const char *verb, int count)
{
    int address = values[0];
    for (int i = 1; i < count; i++) {
        words[i - 1] = values[i];
        bits[i - 1] = values[i];
    }
    if (strcmp(verb, "write-coil") == 0)
        say(modbus_write_bit(link, address, values[1]), 0, NULL);
    else if (strcmp(verb, "write-coils") == 0)
        say(modbus_write_bits(link, address, count - 1, bits), 0, NULL);
    else if (strcmp(verb, "write") == 0)
        say(modbus_write_register(link, address, words[0]), 0, NULL);
    else
        say(modbus_write_registers(link, address, count - 1, words), 0, NULL);
}

static void obey(modbus_t *link, const char *verb, int count)
{
    if (strcmp(verb, "unit") == 0) {
        say(modbus_set_slave(link, values[0]), 0, NULL);
    } else if (strcmp(verb, "again") == 0) {
        modbus_close(link);
        say(modbus_connect(link), 0, NULL);
    } else if (strcmp(verb, "raw") == 0) {
        ask_raw(link, count);
    } else if (strcmp(verb, "parts") == 0) {
        run_parts(link, values[0], values[1], values[2]);
    } else if (strcmp(verb, "mask") == 0) {
        say(modbus_mask_write_register(link, values[0], values[1], values[2]), 0, NULL);
    } else if (strcmp(verb, "exchange") == 0) {
        uint16_t sent[WORDS];
        for (int i = 3; i < count; i++)
            sent[i - 3] = values[i];
        say(modbus_write_and_read_registers(link, values[2], count - 3, sent, values[0], values[1],
                                            words),
            values[1], "words");
    } else if (strncmp(verb, "write", 5) == 0) {
        write_table(link, verb, count);
    } else {
        read_table(link, verb);
    }
}

int main(int argc, char **argv)
{
    char line[LINE_CHARS], *verb;
    if (argc < 4)
        return 2;
    modbus_t *link = open_link(argv + 2);
    if (atoi(argv[1]) >= 0)
        modbus_set_slave(link, atoi(argv[1]));
    setvbuf(stdout, NULL, _IOLBF, 0);
    say(modbus_connect(link), 0, NULL);
    while (fgets(line, sizeof line, stdin) != NULL) {
        int count = split(line, &verb, values);
        obey(link, verb, count);
    }
    modbus_close(link);
    modbus_free(link);
    return 0;
}
