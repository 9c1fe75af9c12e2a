import type { Framework } from '../../rule.ts';

/** Memory: buffers with old content, reads without bounds (https://nodejs.org/api/buffer.html). */
export const buffers: Framework = {
  id: 'buffers',
  title: 'Buffers',
  description: 'Buffers that are not cleared, sizes from input, reads without bounds.',
  languages: ['javascript', 'typescript'],
  sinks: [
    {
      class: 'denial-of-service',
      call: '{Buffer,Buffer.alloc,Buffer.allocUnsafe,buffer.Buffer,buffer.Buffer.alloc}',
      args: [0],
      severity: 'medium',
    },
    { class: 'denial-of-service', call: '**.{padStart,padEnd}', args: [0] },
    {
      class: 'denial-of-service',
      call: '{ms,setTimeout,setInterval}',
      args: [1],
      severity: 'low',
      when: { atLeast: 9 },
    },
  ],
  matches: [
    {
      class: 'denial-of-service',
      call: '**.{readUInt8,readUInt16LE,readUInt16BE,readUInt32LE,readUInt32BE,readInt8,readInt16LE,readInt16BE,readInt32LE,readInt32BE,readFloatLE,readFloatBE,readDoubleLE,readDoubleBE}',
      when: { arg: 1, is: [true] },
      title: 'A buffer is read without a check of its bounds',
    },
    {
      class: 'denial-of-service',
      call: '**.{writeUInt8,writeUInt16LE,writeUInt16BE,writeUInt32LE,writeUInt32BE,writeInt8,writeInt16LE,writeInt16BE,writeInt32LE,writeInt32BE,writeFloatLE,writeFloatBE,writeDoubleLE,writeDoubleBE}',
      when: { arg: 2, is: [true] },
      title: 'A buffer is written without a check of its bounds',
    },
    {
      class: 'denial-of-service',
      call: 'ajv',
      when: { arg: '*.allErrors', is: [true] },
      title: 'A validator goes on after the first error',
      severity: 'low',
    },
  ],
  examples: [
    {
      class: 'denial-of-service',
      bad: `export const read = (bytes, at) => bytes.readUInt32LE(at, true); // FLAW
export function make(req, res) {
  res.json(Buffer.alloc(req.body.size).length); // FLAW
}`,
      good: `export const read = (bytes, at) => bytes.readUInt32LE(at);
export function make(req, res) {
  res.json(Buffer.alloc(1024).length);
}`,
    },
  ],
};
