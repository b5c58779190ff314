/* A slow or read-only disk and a wall clock that is set, for the processes it is preloaded into. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { SYNC_NS, WRITE_NS, CLOCK_NS, READ_ONLY, COUNT };

static volatile const int64_t *world;
static const char *slow_folders[2]; /* by SYNC_NS and WRITE_NS; several are parted by ':' */
static const char *read_only_folders;

__attribute__((constructor)) static void find_world(void)
{
    const char *path = getenv("INSPECTOR_WORLD");
    slow_folders[SYNC_NS] = getenv("INSPECTOR_WORLD_SYNCS");
    slow_folders[WRITE_NS] = getenv("INSPECTOR_WORLD_WRITES");
    read_only_folders = getenv("INSPECTOR_WORLD_READ_ONLY");
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (fd < 0)
        return;
    void *found = mmap(NULL, COUNT * sizeof(int64_t), PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    if (found != MAP_FAILED)
        world = found;
}

static int lies_below(const char *path, const char *folders)
{
    while (folders && *folders) {
        size_t length = strcspn(folders, ":");
        if (!strncmp(path, folders, length) && path[length] == '/')
            return 1;
        folders += length + (folders[length] == ':');
    }
    return 0;
}

static int is_open_below(int fd, const char *folders)
{
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0)
        return 0;
    path[length] = 0;
    return lies_below(path, folders);
}

static void wait_for_disk(int fd, int which)
{
    int64_t delay = world ? world[which] : 0;
    if (delay <= 0 || !is_open_below(fd, slow_folders[which]))
        return;
    struct timespec left = {delay / 1000000000, delay % 1000000000};
    nanosleep(&left, NULL);
}

static int refuses(int fd)
{
    if (!world || !world[READ_ONLY] || !is_open_below(fd, read_only_folders))
        return 0;
    errno = EROFS;
    return 1;
}

static int refuses_path(const char *path)
{
    if (!world || !world[READ_ONLY] || !lies_below(path, read_only_folders))
        return 0;
    errno = EROFS;
    return 1;
}

#define SLOW(type, name, which, parameters, arguments)                  \
    type name parameters                                                \
    {                                                                   \
        static type(*real) parameters;                                  \
        if (!real)                                                      \
            real = (type(*) parameters)dlsym(RTLD_NEXT, #name);         \
        if (refuses(fd))                                                \
            return -1;                                                  \
        wait_for_disk(fd, which);                                       \
        return real arguments;                                          \
    }

#define CHANGES(name, parameters, arguments)                            \
    int name parameters                                                 \
    {                                                                   \
        static int(*real) parameters;                                   \
        if (!real)                                                      \
            real = (int(*) parameters)dlsym(RTLD_NEXT, #name);          \
        return refuses_path(path) ? -1 : real arguments;                \
    }

#define OPENS(name, parameters, arguments)                              \
    int name parameters                                                 \
    {                                                                   \
        static int(*real) parameters;                                   \
        if (!real)                                                      \
            real = (int(*) parameters)dlsym(RTLD_NEXT, #name);          \
        mode_t mode = 0;                                                \
        if (flags & (O_CREAT | O_TMPFILE)) {                            \
            va_list more;                                               \
            va_start(more, flags);                                      \
            mode = va_arg(more, mode_t);                                \
            va_end(more);                                               \
        }                                                               \
        if (flags & (O_WRONLY | O_RDWR | O_CREAT) && refuses_path(path)) \
            return -1;                                                  \
        return real arguments;                                          \
    }

OPENS(open, (const char *path, int flags, ...), (path, flags, mode))
OPENS(open64, (const char *path, int flags, ...), (path, flags, mode))
OPENS(openat, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))
OPENS(openat64, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))
CHANGES(mkdir, (const char *path, mode_t mode), (path, mode))
CHANGES(unlink, (const char *path), (path))
CHANGES(rename, (const char *path, const char *target), (path, target))
SLOW(int, fsync, SYNC_NS, (int fd), (fd))
SLOW(int, fdatasync, SYNC_NS, (int fd), (fd))
SLOW(ssize_t, write, WRITE_NS, (int fd, const void *from, size_t size), (fd, from, size))
SLOW(ssize_t, pwrite, WRITE_NS, (int fd, const void *from, size_t size, off_t at), (fd, from, size, at))
SLOW(ssize_t, pwrite64, WRITE_NS, (int fd, const void *from, size_t size, off64_t at), (fd, from, size, at))
SLOW(int, ftruncate, WRITE_NS, (int fd, off_t length), (fd, length))
SLOW(int, ftruncate64, WRITE_NS, (int fd, off64_t length), (fd, length))
SLOW(ssize_t, writev, WRITE_NS, (int fd, const struct iovec *from, int count), (fd, from, count))

int clock_gettime(clockid_t which, struct timespec *now)
{
    static int (*real)(clockid_t, struct timespec *);
    if (!real)
        real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    int failed = real(which, now);
    if (!failed && which == CLOCK_REALTIME && world) {
        int64_t moved = now->tv_sec * INT64_C(1000000000) + now->tv_nsec + world[CLOCK_NS];
        now->tv_sec = moved / 1000000000;
        now->tv_nsec = moved % 1000000000;
    }
    return failed;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
    struct timespec exact;
    (void)zone;
    int failed = clock_gettime(CLOCK_REALTIME, &exact);
    now->tv_sec = exact.tv_sec;
    now->tv_usec = exact.tv_nsec / 1000;
    return failed;
}

time_t time(time_t *into)
{
    struct timespec exact;
    clock_gettime(CLOCK_REALTIME, &exact);
    if (into)
        *into = exact.tv_sec;
    return exact.tv_sec;
}
