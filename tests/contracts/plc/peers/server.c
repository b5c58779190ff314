/* A PLC that is polled, or the memory of a remote I/O coupler: one line in, one line out.

   server UNIT tcp HOST PORT | server UNIT rtu DEVICE     answers its port first, 0 for RTU

   Verbs: get TABLE ADDRESS COUNT and set TABLE ADDRESS VALUE..., where TABLE is 0 coils,
   1 discrete inputs, 3 input registers, 4 holding registers;
   size TABLE COUNT, beyond which an address is illegal;
   deaf ADDRESS: this holding register keeps its value whatever is written;
   parts COUNT PERIOD_MS VISION_BASE PLC_BASE: be a PLC until so many parts have left;
   belt COUNT PITCH_MS BY_HAND: be the coupler of a belt until so many parts have left it, fed
   whatever the infeed's coil says if BY_HAND; answers the numbers of those that have passed.
   Answers: "ok VALUES". */
#include "coupler.h"
#include "link.h"
#include "plc_program.h"

#include <arpa/inet.h>
#include <stdint.h>
#include <sys/select.h>
#include <unistd.h>

enum { SIZE = 65536, SCAN_MS = 5, PARTS_TIMEOUT_MS = 60000, CONNECTIONS = 8 };

static modbus_mapping_t *memory;
static int values[WORDS];
static struct {
    struct plc_program program;
    int running;
    uint16_t *vision, *plc;
    long end_ms, next_ms;
} line_program;

static int *size_of(int table)
{
    return table == 0   ? &memory->nb_bits
           : table == 1 ? &memory->nb_input_bits
           : table == 3 ? &memory->nb_input_registers
                        : &memory->nb_registers;
}

static struct coupler coupler;
static int deaf_address = -1, deaf_value;

static double fine_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static void get(int table, int address, int count)
{
    printf("ok");
    for (int i = address; i < address + count; i++)
        printf(" %d", table == 0   ? memory->tab_bits[i]
                      : table == 1 ? memory->tab_input_bits[i]
                      : table == 3 ? memory->tab_input_registers[i]
                                   : memory->tab_registers[i]);
    putchar('\n');
}

static void set(int table, int address, int count, const int *from)
{
    for (int i = 0; i < count; i++) {
        if (table == 0)
            memory->tab_bits[address + i] = from[i];
        else if (table == 1)
            memory->tab_input_bits[address + i] = from[i];
        else if (table == 3)
            memory->tab_input_registers[address + i] = from[i];
        else
            memory->tab_registers[address + i] = from[i];
    }
    puts("ok");
}

static void start_parts(void)
{
    plc_start(&line_program.program, values[0], values[1]);
    line_program.vision = memory->tab_registers + values[2];
    line_program.plc = memory->tab_registers + values[3];
    line_program.end_ms = now_ms() + PARTS_TIMEOUT_MS;
    line_program.running = 1;
}

static void move_belt(void)
{
    if (!coupler.running)
        return;
    coupler_scan(&coupler, memory, fine_ms());
    if (coupler.is_told || !coupler_done(&coupler))
        return;
    coupler.is_told = 1; /* the belt runs on */
    printf("ok");
    for (int part = 0; part < coupler.fed; part++)
        if (coupler.has_passed[part])
            printf(" %d", part + 1);
    putchar('\n');
}

static void scan(void)
{
    struct plc_program *program = &line_program.program;
    long now = now_ms();
    if (!line_program.running || now < line_program.next_ms)
        return;
    line_program.next_ms = now + SCAN_MS;
    memcpy(program->vision, line_program.vision, sizeof program->vision);
    plc_scan(program, now);
    memcpy(line_program.plc, program->plc, sizeof program->plc);
    if (plc_done(program) || now > line_program.end_ms) {
        line_program.running = 0;
        printf("ok %d %d %d %d\n", program->triggered, program->passed, program->rejected,
               program->unanswered);
    }
}

static void obey(char *line)
{
    char *verb;
    int count = split(line, &verb, values);
    if (strcmp(verb, "get") == 0) {
        get(values[0], values[1], values[2]);
    } else if (strcmp(verb, "set") == 0) {
        set(values[0], values[1], count - 2, values + 2);
    } else if (strcmp(verb, "size") == 0) {
        *size_of(values[0]) = values[1];
        puts("ok");
    } else if (strcmp(verb, "deaf") == 0) {
        deaf_address = values[0];
        deaf_value = memory->tab_registers[deaf_address];
        puts("ok");
    } else if (strcmp(verb, "parts") == 0) {
        start_parts();
    } else if (strcmp(verb, "belt") == 0) {
        coupler_start(&coupler, values[0], values[1], values[2], fine_ms());
    }
}

/* Answers one request; 0 when the client has gone. */
static int answer(modbus_t *link)
{
    uint8_t request[MODBUS_MAX_ADU_LENGTH];
    int length = modbus_receive(link, request);
    if (length > 0) {
        modbus_reply(link, request, length, memory);
        coupler_heard(&coupler, request[modbus_get_header_length(link)], fine_ms());
    }
    if (deaf_address >= 0)
        memory->tab_registers[deaf_address] = deaf_value;
    return length >= 0;
}

static void serve(modbus_t *link, int listener)
{
    int clients[CONNECTIONS], count = 0;
    if (listener < 0)
        clients[count++] = modbus_get_socket(link);
    for (;;) {
        struct timeval pause = {0, 1000};
        fd_set ready;
        FD_ZERO(&ready);
        FD_SET(STDIN_FILENO, &ready);
        if (listener >= 0 && count < CONNECTIONS)
            FD_SET(listener, &ready);
        for (int i = 0; i < count; i++)
            FD_SET(clients[i], &ready);
        if (select(FD_SETSIZE, &ready, NULL, NULL, &pause) < 0)
            return;
        if (FD_ISSET(STDIN_FILENO, &ready)) {
            char line[LINE_CHARS];
            if (fgets(line, sizeof line, stdin) == NULL)
                return;
            obey(line);
        }
        for (int i = count - 1; i >= 0; i--) {
            if (!FD_ISSET(clients[i], &ready))
                continue;
            modbus_set_socket(link, clients[i]);
            if (!answer(link) && listener >= 0) {
                close(clients[i]);
                clients[i] = clients[--count];
            }
        }
        if (listener >= 0 && FD_ISSET(listener, &ready)) {
            int accepted = modbus_tcp_accept(link, &listener);
            if (accepted >= 0)
                clients[count++] = accepted;
        }
        scan();
        move_belt();
    }
}

static int listen_on(modbus_t *link)
{
    struct sockaddr_in address;
    socklen_t size = sizeof address;
    int listener = modbus_tcp_listen(link, CONNECTIONS);
    if (listener < 0 || getsockname(listener, (struct sockaddr *)&address, &size) < 0)
        exit(3);
    printf("ok %d\n", ntohs(address.sin_port));
    return listener;
}

int main(int argc, char **argv)
{
    int listener = -1;
    if (argc < 4)
        return 2;
    modbus_t *link = open_link(argv + 2);
    memory = modbus_mapping_new(SIZE, SIZE, SIZE, SIZE);
    modbus_set_slave(link, atoi(argv[1]));
    setvbuf(stdin, NULL, _IONBF, 0);
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (strcmp(argv[2], "tcp") == 0)
        listener = listen_on(link);
    else if (modbus_connect(link) == 0)
        puts("ok 0");
    else
        return 3;
    serve(link, listener);
    return 0;
}
