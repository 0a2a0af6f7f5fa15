import { describe, expect, test } from 'vitest';
import type { FrameFault } from './fault.ts';
import { FrameChanger } from './frame-faults.ts';

const event = (n: number, channel = 'a') => JSON.stringify({ event: 'e', data: String(n), channel });

function pass(fault: Omit<FrameFault, 'kind'>, frames: string[]): string[] {
	const written: string[] = [];
	const changer = new FrameChanger({ kind: 'frames', ...fault }, () => true);
	for (const frame of frames) changer.pass('1.2', frame, (text) => written.push(text));
	changer.stop();
	return written;
}

describe('a frames fault', () => {
	const three = [event(1), event(2), event(3)];

	test('drops, duplicates, replaces', () => {
		expect(pass({ change: 'drop' }, three)).toEqual([]);
		expect(pass({ change: 'drop', nth: 2 }, three)).toEqual([event(1), event(3)]);
		expect(pass({ change: 'duplicate', every: 2 }, three)).toEqual([event(1), event(2), event(2), event(3)]);
		expect(pass({ change: 'replace', nth: 1, text: 'x' }, three)).toEqual(['x', event(2), event(3)]);
	});

	test('reorders within a window', () => {
		expect(pass({ change: 'reorder', window: 3 }, three)).toEqual([event(3), event(2), event(1)]);
	});

	test('leaves the protocol’s own frames and other channels alone unless they are named', () => {
		const pong = '{"event":"pusher:pong"}';
		expect(pass({ change: 'drop' }, [pong])).toEqual([pong]);
		expect(pass({ change: 'drop', event: 'pusher:pong' }, [pong])).toEqual([]);
		expect(pass({ change: 'drop', event: 'pusher*' }, [pong])).toEqual([]);
		expect(pass({ change: 'drop', channel: 'b' }, three)).toEqual(three);
	});
});
