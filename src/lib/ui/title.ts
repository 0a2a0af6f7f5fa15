/** A tab is narrow: more digits would push the words out. */
const MOST = 99;

/** The title with a count before it, where tabs are cut last: `(3) Live · Rimba Goods`. */
export function titleWithCount(title: string, count: number): string {
	if (!(count >= 1)) return title;
	return `(${count > MOST ? `${MOST}+` : Math.floor(count)}) ${title}`;
}
