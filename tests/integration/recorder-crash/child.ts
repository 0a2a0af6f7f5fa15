/** A process that records until it is killed, and says each entry on a line of its own the moment it is visible. */
import { writeSync } from 'node:fs';
import { markOf } from '../../../src/lib/domain/history.ts';
import { createRecording } from './recording.ts';

const [folder = '', port = ''] = process.argv.slice(2);
const began = Date.now();
const say = (...words: (string | number | null)[]) => writeSync(1, `${words.join(' ')}\n`);

const { recorder } = await createRecording(folder, Number(port));
recorder.onEntry((entry) => say('entry', entry.seq, entry.kind, markOf(entry).key));
await recorder.start();
say('started', recorder.epoch, recorder.head, Date.now() - began);
const wait = setInterval(() => {
	if (recorder.heardAt === null) return;
	clearInterval(wait);
	say('open', Date.now() - began);
}, 5);
