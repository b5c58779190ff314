/* Where a peer talks: "tcp HOST PORT" or "rtu DEVICE". */
#ifndef LINK_H
#define LINK_H

#include <modbus/modbus.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BAUD_RATE = 115200, LINE_CHARS = 4096, WORDS = 2048 };

static inline modbus_t *open_link(char **words)
{
    modbus_t *link = strcmp(words[0], "tcp") == 0 ? modbus_new_tcp(words[1], atoi(words[2]))
                                                  : modbus_new_rtu(words[1], BAUD_RATE, 'N', 8, 1);
    if (link == NULL)
        exit(2);
    return link;
}

static inline long now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000L + now.tv_nsec / 1000000L;
}

/* Splits "verb 1 2 3"; returns how many numbers follow the verb. */
static inline int split(char *line, char **verb, int *numbers)
{
    int count = 0;
    *verb = strtok(line, " \n");
    for (char *word; count < WORDS && (word = strtok(NULL, " \n")) != NULL; count++)
        numbers[count] = (int)strtol(word, NULL, 0);
    return count;
}

#endif
