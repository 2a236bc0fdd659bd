"""Small audits in scripts of many kinds, written as files, so that they take the whole way."""

from pathlib import Path

STAGES = {"ar": ["الوصول", "الإقامة", "المغادرة"], "he": ["הגעה", "שהייה", "עזיבה"]}
TOUCHPOINTS = {
    "ar": ["مكتب الاستقبال", "الغرفة", "الإفطار", "الفاتورة (Invoice)"],
    "he": ["דלפק הקבלה", "החדר", "ארוחת הבוקר", "החשבון (Invoice)"],
}
PRACTICES = {
    "ar": [
        "تحية خلال 30 ثانية",
        "انتظار أقل من 5 دقائق",
        "غرفة نظيفة",
        "إجابة صحيحة عن الحساسية",
        "السعر قبل الدفع",
        "مساعدة في السفر",
    ],
    "he": [
        "ברכה בתוך 30 שניות",
        "המתנה של פחות מ־5 דקות",
        "חדר נקי",
        "תשובה נכונה על אלרגיות",
        "מחיר לפני התשלום",
        "עזרה בנסיעה",
    ],
}
ASK = {"ar": "هل يحدث ذلك في كل مرة؟", "he": "האם זה קורה בכל פעם?"}
DO = {"ar": "اتفقوا على مناوبة عند الباب.", "he": "קבעו תורנות ליד הדלת."}
LEVELS = {
    "ar": ["غائب", "متقطع", "موجود", "ثابت", "ممتاز"],
    "he": ["חסר", "לסירוגין", "קיים", "יציב", "מצוין"],
}
NOTE = {
    "ar": 'لم ينظر أحد إلى الضيف مدة 4 دقائق و20 ثانية. قال موظف Harbour Hotel GmbH (Hamburg): "لحظة واحدة".',
    "he": 'איש לא הרים את מבטו במשך 4 דקות ו־20 שניות. עובד של Harbour Hotel GmbH (Hamburg) אמר: "רגע אחד".',
}
SUMMARY = {
    "ar": "**ما ينجح.** الموظفون ودودون.\n\n  "
    "**ما لا ينجح.** الانتظار طويل في Harbour Hotel.\n\n  - أولا: الباب\n  - ثانيا: الهاتف",
    "he": "**מה עובד.** הצוות אדיב.\n\n  "
    "**מה לא עובד.** ההמתנה ארוכה ב־Harbour Hotel.\n\n  - קודם: הדלת\n  - אחר כך: הטלפון",
}
CLIENT = {"ar": "فندق الميناء Harbour Hotel", "he": "מלון הנמל Harbour Hotel"}
TITLE = {"ar": "تدقيق تجربة الضيوف، خريف 2026", "he": "ביקורת חוויית האורח, סתיו 2026"}
NAME = {"ar": "ليلى حداد", "he": "נועה לוי"}


def write_foreign(folder: Path, language: str) -> Path:
    """An audit of four touchpoints and twelve practices in Arabic (`ar`) or Hebrew (`he`), mixed with Latin."""
    names, asked = TOUCHPOINTS[language], PRACTICES[language]
    levels = ", ".join(f"{i}: {label}" for i, label in enumerate(LEVELS[language]))
    lines = [
        "cxaudit: checklist/1",
        "id: own",
        f"title: {TITLE[language].split('،')[0].split(',')[0]}",
        'version: "1"',
        f"language: {language}",
        "scale: five",
        f"scales: {{five: {{levels: {{{levels}}}}}}}",
        "scoring: {target: 75, critical: {at_or_below: 1, effect: cap, cap: 49}}",
        "stages:",
        *(f"  s{i}: {title}" for i, title in enumerate(STAGES[language])),
        "dimensions: {" + ", ".join(f"d{i}: {label}" for i, label in enumerate(LEVELS[language][1:])) + "}",
        "touchpoints:",
    ]
    ratings = []
    for i, title in enumerate(names):
        lines += [
            f"  t{i}:",
            f"    title: {title}",
            f"    stage: s{min(i, 2)}",
            "    moment_of_truth: yes" if i == 1 else "    weight: 1",
        ]
        lines += ["    practices:"]
        for j in range(3):
            practice = asked[(i * 3 + j) % 6]
            lines += [
                f"      p{j}:",
                f"        title: {practice}",
                f"        ask: {ASK[language]}",
                f"        weight: {{is: {2 + (i + j) % 4}, because: {DO[language]}}}",
                f"        dimension: d{(i + j) % 4}",
                f"        critical: {'yes' if i == j == 0 else 'no'}",
                f"        recommend: [{{below: 4, do: {DO[language]}, effort: {'SML'[j]}, owner: {NAME[language]}}}]",
            ]
            ratings += [
                f"  t{i}.p{j}:",
                f"    rating: {(i * 2 + j * 3) % 5 if i + j else 1}",
                f"    note: '{NOTE[language]}'",
            ]
            if j == 1:
                ratings += [f"    reply: {{text: '{DO[language]}', by: {NAME[language]}, on: 2026-10-18}}"]
    audit = [
        "cxaudit: audit/1",
        f"id: own-{language}",
        f"title: '{TITLE[language]}'",
        "checklist: own.yaml",
        "date: 2026-10-14",
        f"language: {language}",
        "wave: 2026-Q4",
        f"subject: {{client: {CLIENT[language]}, site: Hamburg}}",
        f"auditors: {{a: {{name: {NAME[language]}, role: lead auditor}}}}",
        "summary: |",
        f"  {SUMMARY[language]}",
        "ratings:",
        *ratings,
        "actions:",
        f"  t0.p0: {{do: '{DO[language]}', owner: {NAME[language]}, due: 2026-12-01, effort: S, status: planned}}",
        f"signoff: {{by: {NAME[language]}, role: lead auditor, date: 2026-10-20}}",
    ]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "own.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "audit.yaml").write_text("\n".join(audit) + "\n", "utf-8")
    return folder
