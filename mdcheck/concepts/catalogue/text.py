"""Definitions for text. Source: Manning et al., Introduction to Information Retrieval, 2008; Papineni et al., 2002."""

from mdcheck.concepts.definitions import Definition, Form

DEFINITIONS = (
    Definition(
        "inverse document frequency",
        "IDF, 逆文档频率, 逆文本频率, 逆向文件频率, 逆文档频率指数",
        "IDF IDF() IDF(,) idf idf() idf(,)",
        (
            Form("N~N D total: total; d~df: count", r"\log \frac{N}{d}"),
            Form("N~N D total: total; d~df: count", r"\log \frac{N}{1 + d}", convention="smoothing: 1 + df"),
            Form("N~N D total: total; d~df: count", r"\log \frac{N}{d} + 1", convention="smoothing: + 1"),
            Form("N~N D total: total; d~df: count", r"\log \frac{N}{1 + d} + 1", convention="smoothing: both"),
            Form("N~N D total: total; d~df: count", r"\log \frac{1 + N}{1 + d} + 1", convention="smoothing: scikit-learn"),
            Form("N~N D total: total; d~df: count", r"\log \frac{1 + N}{1 + d}", convention="smoothing: both counts"),
            Form("N~N D total: total; d~df: count", r"\log \frac{N - d + 0.5}{d + 0.5}", convention="BM25"),
            Form("N~N D total: total; d~df: count", r"\log (\frac{N - d + 0.5}{d + 0.5} + 1)", convention="BM25"),
        ),
        any_base=True,
    ),
    Definition(
        "TF-IDF",
        "tf-idf, 词频-逆文档频率",
        "TF-IDF TF-IDF(,) tf-idf tfidf TFIDF tfidf(,) tf-idf(,) TF-IDF()",
        (Form("a~tf TF, b~idf IDF: positive", r"a b"),),
    ),
    Definition(
        "BLEU",
        "BLEU score, BLEU 分数, BLEU 值",
        "BLEU BLEU()",
        (Form("b~BP B: unit; w: unit n; p: unit n", r"b \exp(\sum_i w_i \log p_i)"),
         Form("b~BP B: unit; p: unit n", r"b \exp(\frac{1}{n} \sum_i \log p_i)")),
    ),
    Definition(
        "brevity penalty",
        "长度惩罚, 过短惩罚, 简短惩罚",
        "BP BP()",
        (
            Form("c~c, r~r: positive", r"\begin{cases} 1, & c > r \\ \exp(1 - r / c), & c \le r \end{cases}"),
        ),
    ),
    Definition(
        "BM25",
        "Okapi BM25, BM25 得分, BM25 分数",
        "BM25 BM25() BM25(,)",
        (
            Form(
                "q~idf IDF: positive n; f~tf f TF: positive n; k~k_1 k: positive; b~b: unit; d~D dl: positive; a~avgdl avg: positive",
                r"\sum_i q_i \frac{f_i (k + 1)}{f_i + k (1 - b + b \frac{d}{a})}",
            ),
        ),
    ),
    Definition(
        "term frequency",
        "TF, 词频",
        "TF TF() TF(,) tf tf() tf(,)",
        (
            Form("f~f n: positive; N: total", r"\frac{f}{N}"),
            Form("f: positive v", r"\frac{f_i}{\sum_j f_j}"),
            Form("f: positive", r"1 + \log f", convention="scale: logarithmic"),
            Form("f: positive", r"\log(1 + f)", convention="scale: logarithmic"),
        ),
        any_base=True,
    ),
)  # fmt: skip
