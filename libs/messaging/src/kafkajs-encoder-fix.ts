import { createRequire } from 'node:module';

/** The parts of kafkajs' encoder that the fix touches (kafkajs 2.2.4, src/protocol/encoder). */
interface Encoder {
  buf: Buffer;
  offset: number;
  ensureAvailable(length: number): void;
  writeUVarInt: (this: Encoder, value: number) => Encoder;
  writeVarLong: (this: Encoder, value: unknown) => Encoder;
  writeVarIntString: (this: Encoder, value: unknown) => Encoder;
  writeVarIntBytes: (this: Encoder, value: unknown) => Encoder;
}

interface EncoderClass {
  prototype: Encoder;
  encodeZigZag(value: number): number;
  sizeOfVarInt(value: number): number;
  sizeOfVarLong: (value: unknown) => number;
}

const Encoder = createRequire(__filename)('kafkajs/src/protocol/encoder') as EncoderClass;
const { writeVarLong, writeVarIntString, writeVarIntBytes } = Encoder.prototype;
const { sizeOfVarLong } = Encoder;

/** Zigzag of such a number fits into 32 bits, where the long and the short encoding are the same bytes. */
const isShort = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 30;

/** Bytes go straight into the buffer; kafkajs makes an array and a buffer for each number, four per header. */
Encoder.prototype.writeUVarInt = function (this: Encoder, value: number): Encoder {
  this.ensureAvailable(5);
  let rest = value;
  while ((rest & 0xffffff80) !== 0) {
    this.buf[this.offset++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  this.buf[this.offset++] = rest;
  return this;
};

/** The distance of two timestamps in a batch is short; only a long one needs kafkajs' arithmetic on 64-bit objects. */
Encoder.prototype.writeVarLong = function (this: Encoder, value: unknown): Encoder {
  return isShort(value) ? this.writeUVarInt(Encoder.encodeZigZag(value)) : writeVarLong.call(this, value);
};

Encoder.sizeOfVarLong = (value: unknown): number =>
  isShort(value) ? Encoder.sizeOfVarInt(value) : sizeOfVarLong.call(Encoder, value);

/** Writes a short ASCII text, as names and values of headers are, behind its length in one byte. Says no to others. */
const wroteShort = (encoder: Encoder, value: unknown): boolean => {
  if (typeof value !== 'string' || value.length > 63) return false;
  encoder.ensureAvailable(value.length + 1);
  const start = encoder.offset + 1;
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at);
    if (code > 127) return false;
    encoder.buf[start + at] = code;
  }
  encoder.buf[encoder.offset] = value.length * 2;
  encoder.offset = start + value.length;
  return true;
};

Encoder.prototype.writeVarIntString = function (this: Encoder, value: unknown): Encoder {
  return wroteShort(this, value) ? this : writeVarIntString.call(this, value);
};

Encoder.prototype.writeVarIntBytes = function (this: Encoder, value: unknown): Encoder {
  return wroteShort(this, value) ? this : writeVarIntBytes.call(this, value);
};
