import { expect, test } from 'vitest';
import { readWallTime } from './wall-time.ts';

test('a time is read as somebody types it, by the clock of 24 hours', () => {
	const read = (...texts: string[]) => texts.map(readWallTime);
	expect(read('22:00', ' 7:30 ', '07.30', '0730', '7')).toEqual([
		'22:00',
		'07:30',
		'07:30',
		'07:30',
		'07:00',
	]);
	expect(read('', '24:00', '7:60', '7:3', '10 pm', '730', '22:00:00', '-1')).toEqual([
		...[null, null, null, null, null],
		'07:30',
		...[null, null],
	]);
});
