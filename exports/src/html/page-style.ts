/** Style of the HTML report: readable on a phone, printable on A4, three-line tables. */
export const pageStyle = `
:root{color-scheme:light}
body{margin:0 auto;max-width:46rem;padding:1rem;color:#1f2428;font:1rem/1.75 "Noto Serif SC","Source Han Serif SC","Songti SC",SimSun,serif;overflow-wrap:anywhere}
h1,h2,h3,h4,h5,nav,figcaption,.mark{font-family:"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
h1{font-size:1.7rem;line-height:1.35;text-align:center}h2{font-size:1.3rem;margin:2rem 0 .5rem}h3{font-size:1.12rem}h4,h5{font-size:1rem}
.subtitle,.facts{text-align:center;margin:.25rem 0}
.mark{position:sticky;top:0;margin:0;padding:.4rem;text-align:center;background:#fdecea;color:#8c1d18}
nav ol{list-style:none;padding:0}nav .level2{padding-left:1.5rem}
a{color:#2f5d8a}sup a{text-decoration:none;font-size:.75em}
p.body{text-indent:2em;margin:.4rem 0}p.bullet{margin:.2rem 0 .2rem 2em;text-indent:-1em}p.bullet::before{content:"—"}
p.reference{margin:.2rem 0;padding-left:2em;text-indent:-2em}p.quote{margin:.6rem 2em;padding-left:.8em;border-left:3px solid #c9ced4}
p.placeholder,p.draftMark{background:#fff3d6;padding:.4rem .6rem}
figure{margin:1.2rem 0}.photo{text-align:center}.photo>img,.photo>svg{max-width:100%;max-height:32rem;width:auto;height:auto}.photo>svg{width:100%}figcaption{text-align:center;font-size:.95rem;font-weight:500}
.wide{overflow-x:auto}.wide svg{max-width:100%;height:auto;display:block;margin:auto}
table{border-collapse:collapse;margin:.3rem auto;min-width:60%;font-size:.92rem;border-top:2px solid #000;border-bottom:2px solid #000}
th,td{padding:.2rem .5rem;min-width:4.2em;text-align:left;overflow-wrap:normal}thead tr:last-child th{border-bottom:1px solid #000}th.right,td.right{min-width:0;text-align:right;white-space:nowrap}.center{text-align:center}
.note{font-size:.85rem;color:#50575e;margin:.2rem 0}
.evidence ul{list-style:none;padding:0;font-size:.88rem}.evidence li{margin:.4rem 0}.evidence span{color:#50575e}:target{background:#eef4fa}
@media (min-width:40rem){p.body{text-align:justify}}
@media print{.mark{position:static}body{max-width:none}}
`;
