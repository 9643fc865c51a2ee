/// What the names of TeX's math mode stand for.
enum TeXSymbols {
    /// How a symbol behaves in MathML.
    enum Role {
        /// A letter or another sign that stands for a thing.
        case identifier
        /// A sign between or around things.
        case `operator`
        /// A large operator whose limits stand below and above it in displayed formulas.
        case large
        /// A large operator whose limits stand beside it.
        case integral
    }

    /// The names of LaTeX and amsmath, with the characters of Unicode (`unicode-math`).
    static let all: [String: (character: String, role: Role)] = {
        var all: [String: (character: String, role: Role)] = [:]
        for (text, role) in [
            (identifiers, Role.identifier), (operators, .operator), (large, .large),
            (integrals, .integral),
        ] {
            let words = text.split { $0 == " " || $0 == "\n" }.map(String.init)
            for index in stride(from: 0, to: words.count - 1, by: 2) {
                all[words[index]] = (words[index + 1], role)
            }
        }
        return all
    }()

    /// The functions that are written upright, and whether their limits stand below them.
    static let functions: [String: Bool] = {
        var all: [String: Bool] = [:]
        for name in plainFunctions.split(separator: " ") { all[String(name)] = false }
        for name in limitFunctions.split(separator: " ") { all[String(name)] = true }
        return all
    }()

    private static let plainFunctions = """
        sin cos tan cot sec csc arcsin arccos arctan arccot sinh cosh tanh \
        coth log ln lg exp dim hom ker deg arg sgn
        """
    private static let limitFunctions = """
        lim max min sup inf det gcd Pr limsup liminf argmax argmin
        """

    private static let identifiers = #"""
        alpha α  beta β  gamma γ  delta δ  epsilon ϵ  varepsilon ε  zeta ζ  eta η  theta θ
        vartheta ϑ  iota ι  kappa κ  lambda λ  mu μ  nu ν  xi ξ  omicron ο  pi π  varpi ϖ
        rho ρ  varrho ϱ  sigma σ  varsigma ς  tau τ  upsilon υ  phi ϕ  varphi φ  chi χ
        psi ψ  omega ω  Gamma Γ  Delta Δ  Theta Θ  Lambda Λ  Xi Ξ  Pi Π  Sigma Σ  Upsilon Υ
        Phi Φ  Psi Ψ  Omega Ω  infty ∞  partial ∂  nabla ∇  ell ℓ  hbar ℏ  imath ı  jmath ȷ
        Re ℜ  Im ℑ  aleph ℵ  wp ℘  emptyset ∅  varnothing ∅  angle ∠  top ⊤  bot ⊥  degree °
        prime ′  dagger †  ddagger ‡  square □  Box □  triangle △  diamond ⋄  clubsuit ♣
        heartsuit ♥  spadesuit ♠  checkmark ✓  forall ∀  exists ∃  nexists ∄  complement ∁
        backslash \  hslash ℏ  beth ℶ  mho ℧  Bbbk 𝕜  flat ♭  natural ♮  sharp ♯  S §  P ¶
        copyright ©  pounds £  yen ¥  ldots …  dots …  dotsc …  cdots ⋯  dotsb ⋯  dotsm ⋯
        dotsi ⋯  vdots ⋮  ddots ⋱  % %  $ $  # #  & &  _ _
        """#

    private static let operators = #"""
        pm ±  mp ∓  times ×  div ÷  cdot ⋅  ast ∗  star ⋆  circ ∘  bullet ∙  cap ∩  cup ∪
        sqcap ⊓  sqcup ⊔  vee ∨  lor ∨  wedge ∧  land ∧  setminus ∖  smallsetminus ∖  wr ≀
        oplus ⊕  ominus ⊖  otimes ⊗  oslash ⊘  odot ⊙  amalg ⨿  uplus ⊎  lnot ¬  neg ¬
        mid ∣  parallel ∥  nmid ∤  nparallel ∦  ltimes ⋉  rtimes ⋊  bowtie ⋈  dotplus ∔
        boxplus ⊞  boxtimes ⊠  leq ≤  le ≤  geq ≥  ge ≥  neq ≠  ne ≠  equiv ≡  approx ≈
        sim ∼  simeq ≃  cong ≅  propto ∝  ll ≪  gg ≫  lll ⋘  ggg ⋙  prec ≺  succ ≻  preceq ⪯
        succeq ⪰  in ∈  notin ∉  ni ∋  subset ⊂  supset ⊃  subseteq ⊆  supseteq ⊇
        subsetneq ⊊  supsetneq ⊋  nsubseteq ⊈  sqsubseteq ⊑  sqsupseteq ⊒  perp ⟂  asymp ≍
        doteq ≐  models ⊨  vdash ⊢  dashv ⊣  vDash ⊨  lesssim ≲  gtrsim ≳  leqslant ⩽
        geqslant ⩾  lt <  gt >  nleq ≰  ngeq ≱  triangleq ≜  coloneqq ≔  coloneq ≔
        eqqcolon ≕  approxeq ≊  thicksim ∼  because ∵  therefore ∴  trianglelefteq ⊴
        trianglerighteq ⊵  vartriangle △  triangleright ▹  triangleleft ◃  to →
        rightarrow →  leftarrow ←  gets ←  leftrightarrow ↔  Rightarrow ⇒  implies ⟹
        Leftarrow ⇐  impliedby ⟸  Leftrightarrow ⇔  iff ⟺  mapsto ↦  longmapsto ⟼
        longrightarrow ⟶  longleftarrow ⟵  longleftrightarrow ⟷  Longrightarrow ⟹
        Longleftarrow ⟸  Longleftrightarrow ⟺  uparrow ↑  downarrow ↓  updownarrow ↕
        Uparrow ⇑  Downarrow ⇓  nearrow ↗  searrow ↘  swarrow ↙  nwarrow ↖  hookrightarrow ↪
        hookleftarrow ↩  rightharpoonup ⇀  leftharpoonup ↼  rightleftharpoons ⇌  leadsto ⇝
        rightsquigarrow ⇝  twoheadrightarrow ↠  rightrightarrows ⇉  langle ⟨  rangle ⟩
        lfloor ⌊  rfloor ⌋  lceil ⌈  rceil ⌉  lbrace {  rbrace }  { {  } }  lbrack [
        rbrack ]  vert |  Vert ‖  | ‖  lvert |  rvert |  lVert ‖  rVert ‖  ulcorner ⌜
        urcorner ⌝  colon :  surd √  slash /
        """#

    private static let large = """
        sum ∑  prod ∏  coprod ∐  bigcup ⋃  bigcap ⋂  bigsqcup ⨆  bigvee ⋁  bigwedge ⋀
        bigoplus ⨁  bigotimes ⨂  bigodot ⨀  biguplus ⨄
        """
    private static let integrals = """
        int ∫  iint ∬  iiint ∭  oint ∮  oiint ∯
        """
}
