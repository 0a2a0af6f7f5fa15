/** A name's initials, two at most: of its first and its last word. `?` for a name without letters. */
export function initialsOf(name: string): string {
	const words = name.split(/\s+/).flatMap((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? []);
	const initials = words.length > 1 ? `${words[0]}${words.at(-1)}` : (words[0] ?? '?');
	return initials.toLocaleUpperCase('en');
}
