import { expect, test } from 'vitest';
import { actionOf } from './keys.ts';

const QUIET = {
	code: '',
	shiftKey: false,
	ctrlKey: false,
	metaKey: false,
	altKey: false,
	isComposing: false,
	repeat: false,
	defaultPrevented: false,
	target: null,
};
const press = (key: string, more: Partial<typeof QUIET> = {}) => actionOf({ ...QUIET, key, ...more });

test.each([
	['/', 'search'],
	['a', 'acknowledge'],
	['A', 'acknowledge'],
	['m', 'sound'],
	['w', 'wall'],
	['?', 'list'],
] as const)('%s asks for %s', (key, action) => {
	expect(press(key)).toBe(action);
});

test('a key of a keyboard in another script is known by its place', () => {
	expect(press('ش', { code: 'KeyA' })).toBe('acknowledge');
	expect(press('ظ', { code: 'Slash' })).toBe('search');
	expect(press('؟', { code: 'Slash', shiftKey: true })).toBe('list');
});

test('a Latin letter is known by what it writes, wherever it lies', () => {
	expect(press('q', { code: 'KeyA' })).toBeNull();
	expect(press('a', { code: 'KeyQ' })).toBe('acknowledge');
});

test('a key with another one, held down, still being composed or taken already asks for nothing', () => {
	expect(press('a', { ctrlKey: true })).toBeNull();
	expect(press('a', { metaKey: true })).toBeNull();
	expect(press('a', { altKey: true })).toBeNull();
	expect(press('a', { repeat: true })).toBeNull();
	expect(press('a', { isComposing: true })).toBeNull();
	expect(press('/', { defaultPrevented: true })).toBeNull();
});

test('other keys, and names that every object has, mean nothing', () => {
	expect(press('x')).toBeNull();
	expect(press('Enter', { code: 'Enter' })).toBeNull();
	expect(press('constructor', { code: 'constructor' })).toBeNull();
});
