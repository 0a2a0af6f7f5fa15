import { expect, test } from 'vitest';
import { initialsOf } from './initials.ts';

test.each([
	['Aisyah Rahman', 'AR'],
	['Mei Lin Chong', 'MC'],
	['budi', 'B'],
	['  (Tomás)   rivera  ', 'TR'],
	['Élodie', 'É'],
	['𠮷田 太郎', '𠮷太'],
	['🙂 🙂', '?'],
	['', '?'],
])('the initials of "%s" are "%s"', (name, initials) => {
	expect(initialsOf(name)).toBe(initials);
});
