/** The keys of a feed: Page Down and Page Up, or the arrows, go from article to article, Home and End to the ends. */
export function stepThrough(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
	if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
	const articles = [...event.currentTarget.querySelectorAll<HTMLElement>('article')];
	const at = articles.findIndex((article) => article.contains(event.target as Node));
	const next = articles[indexAfter(event.key, at, articles.length)];
	if (next === undefined) return;
	event.preventDefault();
	next.focus();
}

/** From the feed itself (-1) every key goes to the first; beyond either end none goes anywhere. */
function indexAfter(key: string, at: number, count: number): number {
	switch (key) {
		case 'ArrowDown':
		case 'PageDown':
			return Math.min(at + 1, count - 1);
		case 'ArrowUp':
		case 'PageUp':
			return Math.max(at - 1, 0);
		case 'Home':
			return 0;
		case 'End':
			return count - 1;
		default:
			return -1;
	}
}
