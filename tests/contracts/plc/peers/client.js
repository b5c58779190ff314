// A PLC that polls with modbus-serial: one line in, one line out, as client.c has it.
//
//   node client.js UNIT tcp|rtu HOST PORT        rtu: RTU framing over TCP
//
// One more verb: burst ADDRESS COUNT writes 1..COUNT without awaiting any; answers how many were
// acknowledged.
"use strict";
const readline = require("node:readline");
const ModbusRTU = require("modbus-serial");

const TIMEOUT_MS = 700;
const [unit, transport, host, port] = process.argv.slice(2);
const client = new ModbusRTU();

const verbs = {
    "coils": async (address, count) => bits(await client.readCoils(address, count), count),
    "inputs": async (address, count) => bits(await client.readDiscreteInputs(address, count), count),
    "holding": async (address, count) => (await client.readHoldingRegisters(address, count)).data,
    "input-registers": async (address, count) => (await client.readInputRegisters(address, count)).data,
    "write-coil": async (address, value) => { await client.writeCoil(address, Boolean(value)); },
    "write": async (address, value) => { await client.writeRegister(address, value); },
    "write-coils": async (address, ...values) => { await client.writeCoils(address, values.map(Boolean)); },
    "write-many": async (address, ...values) => { await client.writeRegisters(address, values); },
    "mask": async (address, and, or) => { await client.maskWriteRegister(address, and, or); },
    "exchange": async (readAddress, count, address, ...values) =>
        (await client.readWriteRegisters(readAddress, count, address, values.length, values)).data,
    "unit": async (number) => { client.setID(number); },
    "burst": burst,
};

function bits(answer, count) {
    return answer.data.slice(0, count).map(Number);
}

async function burst(address, count) {
    const writes = Array.from({ length: count }, (_, i) => client.writeRegister(address, i + 1));
    const settled = await Promise.allSettled(writes);
    return [settled.filter((each) => each.status === "fulfilled").length];
}

async function obey(line) {
    const [verb, ...numbers] = line.trim().split(" ");
    try {
        const values = await verbs[verb](...numbers.map(Number));
        return ["ok", ...(values ?? [])].join(" ");
    } catch (error) {
        return error.modbusCode ? `exception ${error.modbusCode}` : `error ${error.message ?? error}`;
    }
}

async function main() {
    const connect = transport === "rtu" ? client.connectTelnet : client.connectTCP;
    await connect.call(client, host, { port: Number(port) });
    client.on("error", () => {}); // what fails is told by the verb that it fails
    client.setID(Number(unit));
    client.setTimeout(TIMEOUT_MS);
    console.log("ok");
    for await (const line of readline.createInterface({ input: process.stdin })) {
        console.log(await obey(line));
    }
    client.close(() => {});
}

main();
