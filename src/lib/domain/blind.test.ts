import { describe, expect, test } from 'vitest';
import {
	createBlind,
	forgetCuts,
	join,
	noteAway,
	noteBack,
	noteCuts,
	noteHearing,
	SLACK_MS,
	STRETCHES_REMEMBERED,
	unknownStretch,
} from './blind.ts';

const listening = () => noteBack(createBlind(), 0);
const away = (from: number, until: number) => noteBack(noteAway(listening(), from), until);

describe('what nobody heard', () => {
	test('is nothing while either heard', () => {
		expect(unknownStretch(noteCuts(listening(), [{ from: 50_000, until: 60_000 }]))).toBeNull();
		expect(unknownStretch(away(10_000, 20_000))).toBeNull();
		expect(unknownStretch(noteCuts(away(10_000, 20_000), [{ from: 50_000, until: 60_000 }]))).toBeNull();
	});

	test('is where both were away, whichever was known first', () => {
		const cut = { from: 15_000, until: 30_000 };
		const both = { from: 15_000, until: 20_000 };
		expect(unknownStretch(noteCuts(away(10_000, 20_000), [cut]))).toEqual(both);
		expect(unknownStretch(noteBack(noteAway(noteCuts(listening(), [cut]), 10_000), 20_000))).toEqual(both);
	});

	test('begins before a screen’s line first stood', () => {
		const cuts = [{ from: 5, until: 30_000 }];
		expect(unknownStretch(noteCuts(noteBack(createBlind(), 20_000), cuts))).toEqual({
			from: 5,
			until: 20_000,
		});
	});

	test('leaves out what was before counting began', () => {
		const blind = noteCuts(noteBack(createBlind(), 20_000), [{ from: 5, until: 30_000 }]);
		expect(unknownStretch(blind, 15_000)).toEqual({ from: 15_000, until: 20_000 });
		expect(unknownStretch(blind, 20_000)).toBeNull();
		expect(unknownStretch(noteAway(blind, 25_000), 28_000)).toEqual({ from: 28_000, until: 30_000 });
	});

	test('counts what was on its way when a line ended', () => {
		const near = [{ from: 20_000 + SLACK_MS, until: 30_000 }];
		const far = [{ from: 20_001 + SLACK_MS, until: 30_000 }];
		expect(unknownStretch(noteCuts(away(10_000, 20_000), near))).toEqual({
			from: 20_000,
			until: 20_000 + SLACK_MS,
		});
		expect(unknownStretch(noteCuts(away(10_000, 20_000), far))).toBeNull();
	});

	test('is told while the recorder still hears nothing, and taken back when it turns out otherwise', () => {
		const deaf = noteHearing(away(10_000, 20_000), 15_000);
		expect(unknownStretch(deaf)).toEqual({ from: 15_000, until: 20_000 });
		expect(unknownStretch(noteHearing(deaf, null))).toBeNull();
	});

	test('is forgotten with a state that says so itself', () => {
		expect(unknownStretch(forgetCuts(noteCuts(away(1, 2), [{ from: 1, until: 2 }])))).toBeNull();
	});

	test('is kept for so many stretches and no more', () => {
		let blind = listening();
		for (let index = 0; index < 2 * STRETCHES_REMEMBERED; index += 1) {
			blind = noteBack(noteAway(noteCuts(blind, [{ from: index, until: index }]), index), index);
		}
		expect([blind.away.length, blind.cuts.length]).toEqual([STRETCHES_REMEMBERED, STRETCHES_REMEMBERED]);
	});

	test('joined with more of it reaches from the first to the last', () => {
		expect(join({ from: 1, until: 5 }, { from: 3, until: 9 })).toEqual({ from: 1, until: 9 });
		expect(join({ from: 3, until: 4 }, { from: 1, until: null })).toEqual({ from: 1, until: null });
		const held = { from: 1, until: 9 };
		expect(join(held, { from: 2, until: 3 })).toBe(held);
	});
});
