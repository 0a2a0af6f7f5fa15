import { expect, test } from 'vitest';
import { titleWithCount } from './title.ts';

test.each([
	[0, 'Live'],
	[Number.NaN, 'Live'],
	[1, '(1) Live'],
	[99, '(99) Live'],
	[100, '(99+) Live'],
])('a title with %d things not seen is %s', (count, title) => {
	expect(titleWithCount('Live', count)).toBe(title);
});
