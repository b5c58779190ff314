// The PLC's side of the handshake, written from docs/reference/register-map.md alone.
"use strict";

const VISION_WORDS = 64;
const PLC_WORDS = 24;
const SILENCE_MS = 300;
const DECISION_MS = 1500;
const SESSION = 815;
const TRIGGER_READY = 1 << 1;
const LINE_RUNNING = 1 << 3;

const after = (sequence) => (sequence === 65535 ? 1 : sequence + 1);
const high = (value) => value >>> 16;
const low = (value) => value & 0xffff;

class PlcProgram {
    constructor(parts, periodMs) {
        this.vision = new Uint16Array(VISION_WORDS);
        this.plc = new Uint16Array(PLC_WORDS);
        this.plc[1] = LINE_RUNNING;
        this.plc[9] = SESSION;
        this.wanted = parts;
        this.periodMs = periodMs;
        this.parts = [];
        this.left = this.passed = this.rejected = this.unanswered = 0;
        this.beat = 0;
        this.beatMs = this.nextMs = -Infinity;
    }

    get done() {
        return this.left === this.wanted && this.vision[33] === this.plc[10];
    }

    scan(nowMs) {
        if (this.vision[1] !== this.beat) {
            this.beat = this.vision[1];
            this.beatMs = nowMs;
        }
        this.plc[0] = after(this.plc[0]);
        if (this.vision[5] === 0) {
            return;
        }
        if (this.plc[17] !== this.vision[5]) {
            this.plc[17] = this.vision[5];
            return;
        }
        this.takeResult(nowMs - this.beatMs < SILENCE_MS);
        this.letLeave(nowMs);
        this.trigger(nowMs);
    }

    takeResult(mayClear) {
        const { vision, plc } = this;
        if (vision[10] === 0 || vision[10] !== vision[19] || vision[10] === plc[7]) {
            return;
        }
        plc[7] = vision[10];
        const id = vision[11] * 65536 + vision[12];
        for (const part of this.parts.slice(this.left)) {
            if (part.sequence === vision[34] && part.id === id) {
                const notWorse = !part.answered || part.cleared;
                part.cleared = mayClear && vision[13] === 1 && notWorse;
                part.answered = true;
            }
        }
    }

    letLeave(nowMs) {
        const { vision, plc } = this;
        const part = this.parts[this.left];
        if (part === undefined || vision[33] !== plc[10]) {
            return;
        }
        if (!part.answered && nowMs < part.decisionMs) {
            return;
        }
        this.left += 1;
        this[part.cleared ? "passed" : "rejected"] += 1;
        this.unanswered += part.answered ? 0 : 1;
        plc[10] = after(plc[10]);
        plc.set([high(part.id), low(part.id), part.cleared ? 6 : 1], 11);
        plc[16] = part.sequence;
        plc.set([high(this.passed), low(this.passed), high(this.rejected), low(this.rejected)], 20);
    }

    trigger(nowMs) {
        const { vision, plc } = this;
        const ready = vision[2] & TRIGGER_READY && vision[7] === plc[2];
        if (!ready || this.parts.length === this.wanted || nowMs < this.nextMs) {
            return;
        }
        const id = 90000 + this.parts.length;
        const part = { sequence: after(plc[2]), id, decisionMs: nowMs + DECISION_MS, answered: false };
        this.parts.push(part);
        this.nextMs = nowMs + this.periodMs;
        plc.set([part.sequence, high(id), low(id), 0, this.parts.length * 50], 2);
        plc.set([high(this.parts.length), low(this.parts.length)], 18);
    }
}

module.exports = { PlcProgram };
