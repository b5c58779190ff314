// A PLC that is polled, with modbus-serial: one line in, one line out, as server.c has it.
//
//   node server.js PORT
//
// Holding registers only; functions 3, 6 and 16, for modbus-serial serves no function 23.
"use strict";
const readline = require("node:readline");
const { ServerTCP } = require("modbus-serial");
const { PlcProgram } = require("./plc_program.js");

const ANY_UNIT = 255;
const SCAN_MS = 5;
const TIMEOUT_MS = 60000;
const port = Number(process.argv[2]);
const registers = new Uint16Array(65536);

const memory = {
    getHoldingRegister: (address) => registers[address],
    setRegister: (address, value) => { registers[address] = value; },
};

function parts(count, periodMs, visionBase, plcBase) {
    const program = new PlcProgram(count, periodMs);
    const end = performance.now() + TIMEOUT_MS;
    return new Promise((resolve) => {
        const timer = setInterval(() => {
            program.vision.set(registers.subarray(visionBase, visionBase + program.vision.length));
            program.scan(performance.now());
            registers.set(program.plc, plcBase);
            if (program.done || performance.now() > end) {
                clearInterval(timer);
                resolve([program.parts.length, program.passed, program.rejected, program.unanswered]);
            }
        }, SCAN_MS);
    });
}

const verbs = {
    get: async (table, address, count) => registers.subarray(address, address + count),
    set: async (table, address, ...values) => { registers.set(values, address); return []; },
    parts,
};

async function main() {
    const server = new ServerTCP(memory, { host: "127.0.0.1", port, unitID: ANY_UNIT });
    for (const event of ["socketError", "serverError", "error"]) {
        server.on(event, () => {});
    }
    await new Promise((resolve) => server.once("initialized", resolve));
    console.log(`ok ${port}`);
    for await (const line of readline.createInterface({ input: process.stdin })) {
        const [verb, ...numbers] = line.trim().split(" ");
        console.log(["ok", ...await verbs[verb](...numbers.map(Number))].join(" "));
    }
    server.close(() => process.exit(0));
}

main();
