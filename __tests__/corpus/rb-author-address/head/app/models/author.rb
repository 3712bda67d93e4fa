class Author < ApplicationRecord
  WEB = %r{\Ahttps?://[[:alnum:]][^\s<>"]*\z}i

  has_many :posts, dependent: :destroy

  validates :name, presence: true, length: { maximum: 60 }
  validates :website, format: { with: WEB, message: "must be a web address" }, allow_blank: true
end
